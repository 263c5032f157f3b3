// zstd is opened at run time by CDecompress: this module only says where its header zstd.h is, and links nothing.

// lzma is opened at run time by CDecompress: this module only says where its header lzma.h is, and links nothing.

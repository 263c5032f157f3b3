// libcurl is opened at run time by CFetch: this module only says where its headers are, and links nothing.

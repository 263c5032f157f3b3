// simdjson is C++: this module only says where the library is; CJSON includes its header.

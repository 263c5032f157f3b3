// RE2 is C++: this module only says where the library is; CRegex includes its headers.

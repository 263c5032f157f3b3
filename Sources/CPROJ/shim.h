// PROJ is opened at run time by CProjection: this module only says where its headers are, and links nothing.

// Regular expressions in linear time: the few functions of RE2 that Tally needs, for C.
#ifndef TALLY_CREGEX_H
#define TALLY_CREGEX_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tally_regex tally_regex;

// Compiles a pattern. NULL when it is wrong; then `error` holds a message of at most `error_size` bytes, ended by zero.
tally_regex *tally_regex_new(const char *pattern, size_t length, char *error, size_t error_size);

// Whether the pattern matches anywhere in the text. Safe to call from several threads.
bool tally_regex_matches(const tally_regex *regex, const char *text, size_t length);

void tally_regex_free(tally_regex *regex);

#ifdef __cplusplus
}
#endif

#endif

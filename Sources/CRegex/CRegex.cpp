#include "CRegex.h"

#include <re2/re2.h>

#include <cstring>
#include <new>
#include <string>

struct tally_regex {
    explicit tally_regex(const re2::StringPiece &pattern, const RE2::Options &options) : compiled(pattern, options) {}
    RE2 compiled;
};

tally_regex *tally_regex_new(const char *pattern, size_t length, char *error, size_t error_size) {
    try {
        RE2::Options options;
        options.set_log_errors(false);
        options.set_max_mem(64 << 20);
        tally_regex *regex = new tally_regex(re2::StringPiece(pattern, length), options);
        if (regex->compiled.ok()) return regex;
        if (error_size > 0) {
            std::strncpy(error, regex->compiled.error().c_str(), error_size - 1);
            error[error_size - 1] = 0;
        }
        delete regex;
    } catch (const std::exception &failure) {
        if (error_size > 0) {
            std::strncpy(error, failure.what(), error_size - 1);
            error[error_size - 1] = 0;
        }
    }
    return nullptr;
}

bool tally_regex_matches(const tally_regex *regex, const char *text, size_t length) {
    return RE2::PartialMatch(re2::StringPiece(text, length), regex->compiled);
}

void tally_regex_free(tally_regex *regex) { delete regex; }

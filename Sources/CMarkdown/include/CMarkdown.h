// Turning Markdown into HTML with md4c, which is opened when the first page is asked for.
#ifndef TALLY_CMARKDOWN_H
#define TALLY_CMARKDOWN_H

#include <stddef.h>
#include <stdint.h>

enum tally_markdown_result {
    TALLY_MARKDOWN_DONE = 0,
    /// md4c is not installed.
    TALLY_MARKDOWN_NO_LIBRARY = 1,
    /// There was no memory for it.
    TALLY_MARKDOWN_FAILED = 2,
};

/// Takes a part of the HTML.
typedef void (*tally_markdown_receiver)(const char *bytes, unsigned count, void *context);

/// Renders GitHub-flavoured Markdown. HTML in it is text: it shows as it was written, and means nothing.
int tally_markdown_html(const char *text, size_t count, tally_markdown_receiver receiver, void *context);

#endif

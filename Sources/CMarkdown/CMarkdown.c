#include "CMarkdown.h"

#include <dlfcn.h>
#include <limits.h>

// The flags of md4c's header that are needed, so that building needs none.
enum {
    PERMISSIVE_AUTOLINKS = 0x0004 | 0x0008 | 0x0400,
    NO_HTML = 0x0020 | 0x0040,
    TABLES = 0x0100,
    STRIKETHROUGH = 0x0200,
    XHTML = 0x0008,
};

static void *open_library(void)
{
    static const char *const names[] = {
        "libmd4c-html.so.0", "libmd4c-html.0.dylib", "/opt/homebrew/lib/libmd4c-html.0.dylib",
        "/usr/local/lib/libmd4c-html.0.dylib",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        void *library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
        if (library != NULL) return library;
    }
    return NULL;
}

int tally_markdown_html(const char *text, size_t count, tally_markdown_receiver receiver, void *context)
{
    void *library = open_library();
    if (library == NULL) return TALLY_MARKDOWN_NO_LIBRARY;
    int (*render)(const char *, unsigned, void (*)(const char *, unsigned, void *), void *, unsigned, unsigned) =
        dlsym(library, "md_html");
    if (render == NULL) return TALLY_MARKDOWN_NO_LIBRARY;
    if (count > UINT_MAX) return TALLY_MARKDOWN_FAILED;
    const unsigned flags = PERMISSIVE_AUTOLINKS | NO_HTML | TABLES | STRIKETHROUGH;
    return render(text, (unsigned)count, receiver, context, flags, XHTML) == 0 ? TALLY_MARKDOWN_DONE
                                                                             : TALLY_MARKDOWN_FAILED;
}

#include "CWorkbook.h"

#include <dlfcn.h>
#include <stdlib.h>

// The few declarations that are needed, so that building needs no headers. They are those of libxlsxwriter 1, whose
// functions have kept them; later versions have more members at the end of the options, for which there is room.
typedef struct {
    uint8_t constant_memory;
    char *folder;
    uint8_t use_zip64;
    void *more[8];
} options;

enum { ALIGN_RIGHT = 3, ALIGN_TOP = 8, BORDER_THIN = 1, NUMBER_STORED_AS_TEXT = 1 };

struct tally_workbook {
    void *book, *sheet;
    void **formats;
    int format_count;
    void *(*add_worksheet)(void *, const char *);
    void *(*add_format)(void *);
    void (*set_num_format)(void *, const char *);
    void (*set_bold)(void *);
    void (*set_italic)(void *);
    void (*set_align)(void *, uint8_t);
    void (*set_text_wrap)(void *);
    void (*set_top)(void *, uint8_t);
    void (*set_bottom)(void *, uint8_t);
    int (*set_column)(void *, uint16_t, uint16_t, double, void *);
    void (*freeze_panes)(void *, uint32_t, uint16_t);
    int (*ignore_errors)(void *, uint8_t, const char *);
    int (*autofilter)(void *, uint32_t, uint16_t, uint32_t, uint16_t);
    int (*write_string)(void *, uint32_t, uint16_t, const char *, void *);
    int (*write_number)(void *, uint32_t, uint16_t, double, void *);
    int (*write_boolean)(void *, uint32_t, uint16_t, int, void *);
    int (*write_blank)(void *, uint32_t, uint16_t, void *);
    int (*close)(void *);
    // Older versions keep it to themselves.
    void (*abandon)(void *);
};

static void *open_library(void)
{
    static const char *const names[] = {
        "libxlsxwriter.so.4", "libxlsxwriter.so.5", "libxlsxwriter.so.6", "libxlsxwriter.so.7", "libxlsxwriter.so.8",
        "libxlsxwriter.so.9", "libxlsxwriter.so", "libxlsxwriter.dylib", "/opt/homebrew/lib/libxlsxwriter.dylib",
        "/usr/local/lib/libxlsxwriter.dylib",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        void *library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
        if (library != NULL) return library;
    }
    return NULL;
}

static int find_functions(tally_workbook *to, void *library)
{
    const struct {
        void *place;
        const char *name;
    } wanted[] = {
        {&to->add_worksheet, "workbook_add_worksheet"}, {&to->add_format, "workbook_add_format"},
        {&to->set_num_format, "format_set_num_format"}, {&to->set_bold, "format_set_bold"},
        {&to->set_italic, "format_set_italic"}, {&to->set_align, "format_set_align"},
        {&to->set_text_wrap, "format_set_text_wrap"}, {&to->set_top, "format_set_top"},
        {&to->set_bottom, "format_set_bottom"}, {&to->set_column, "worksheet_set_column"},
        {&to->freeze_panes, "worksheet_freeze_panes"}, {&to->autofilter, "worksheet_autofilter"},
        {&to->write_string, "worksheet_write_string"}, {&to->write_number, "worksheet_write_number"},
        {&to->write_boolean, "worksheet_write_boolean"}, {&to->write_blank, "worksheet_write_blank"},
        {&to->ignore_errors, "worksheet_ignore_errors"}, {&to->close, "workbook_close"},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        void *function = dlsym(library, wanted[i].name);
        if (function == NULL) return 0;
        *(void **)wanted[i].place = function;
    }
    to->abandon = dlsym(library, "lxw_workbook_free");
    return 1;
}

tally_workbook *tally_workbook_open(const char *path, int *result)
{
    *result = TALLY_WORKBOOK_NO_LIBRARY;
    void *library = open_library();
    if (library == NULL) return NULL;
    void *(*create)(const char *, options *) = dlsym(library, "workbook_new_opt");
    tally_workbook *book = calloc(1, sizeof *book);
    if (create == NULL || book == NULL || !find_functions(book, library)) {
        free(book);
        return NULL;
    }
    *result = TALLY_WORKBOOK_FAILED;
    options with = {.constant_memory = 1, .folder = getenv("TMPDIR"), .use_zip64 = 0};
    book->book = create(path, &with);
    if (book->book == NULL) {
        free(book);
        return NULL;
    }
    *result = TALLY_WORKBOOK_DONE;
    return book;
}

static void *format_of(const tally_workbook *book, int format)
{
    return format >= 0 && format < book->format_count ? book->formats[format] : NULL;
}

static int outcome(int error)
{
    return error == 0 ? TALLY_WORKBOOK_DONE : TALLY_WORKBOOK_FAILED;
}

int tally_workbook_add_sheet(tally_workbook *book, const char *name)
{
    book->sheet = book->add_worksheet(book->book, name);
    // A text of digits is meant to be one: Excel need not mark it.
    if (book->sheet != NULL) book->ignore_errors(book->sheet, NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
    return book->sheet != NULL ? TALLY_WORKBOOK_DONE : TALLY_WORKBOOK_FAILED;
}

int tally_workbook_add_format(tally_workbook *book, const char *number_format, int style)
{
    void **larger = realloc(book->formats, sizeof *larger * (size_t)(book->format_count + 1));
    if (larger == NULL) return -1;
    book->formats = larger;
    void *format = book->add_format(book->book);
    if (format == NULL) return -1;
    if (number_format[0] != 0) book->set_num_format(format, number_format);
    if (style & TALLY_WORKBOOK_BOLD) book->set_bold(format);
    if (style & TALLY_WORKBOOK_ITALIC) book->set_italic(format);
    if (style & TALLY_WORKBOOK_RIGHT) book->set_align(format, ALIGN_RIGHT);
    if (style & TALLY_WORKBOOK_WRAPPED) {
        book->set_text_wrap(format);
        book->set_align(format, ALIGN_TOP);
    }
    if (style & TALLY_WORKBOOK_LINE_ABOVE) book->set_top(format, BORDER_THIN);
    if (style & TALLY_WORKBOOK_LINE_BELOW) book->set_bottom(format, BORDER_THIN);
    book->formats[book->format_count] = format;
    return book->format_count++;
}

void tally_workbook_set_width(tally_workbook *book, int column, double characters)
{
    book->set_column(book->sheet, (uint16_t)column, (uint16_t)column, characters, NULL);
}

void tally_workbook_set_header(tally_workbook *book, int columns, uint32_t last_row)
{
    book->freeze_panes(book->sheet, 1, 0);
    if (columns > 0) book->autofilter(book->sheet, 0, 0, last_row, (uint16_t)(columns - 1));
}

int tally_workbook_write_text(tally_workbook *book, uint32_t row, int column, const char *text, int format)
{
    return outcome(book->write_string(book->sheet, row, (uint16_t)column, text, format_of(book, format)));
}

int tally_workbook_write_number(tally_workbook *book, uint32_t row, int column, double value, int format)
{
    return outcome(book->write_number(book->sheet, row, (uint16_t)column, value, format_of(book, format)));
}

int tally_workbook_write_boolean(tally_workbook *book, uint32_t row, int column, int value, int format)
{
    return outcome(book->write_boolean(book->sheet, row, (uint16_t)column, value, format_of(book, format)));
}

int tally_workbook_write_blank(tally_workbook *book, uint32_t row, int column, int format)
{
    return outcome(book->write_blank(book->sheet, row, (uint16_t)column, format_of(book, format)));
}

int tally_workbook_close(tally_workbook *book)
{
    int result = outcome(book->close(book->book));
    free(book->formats);
    free(book);
    return result;
}

void tally_workbook_abandon(tally_workbook *book)
{
    if (book->abandon == NULL) {
        tally_workbook_close(book);
        return;
    }
    book->abandon(book->book);
    free(book->formats);
    free(book);
}

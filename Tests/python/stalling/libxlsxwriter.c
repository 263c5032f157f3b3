// Stands in for libxlsxwriter where a test needs a workbook that is certainly still being made: completing it takes until
// somebody makes the file $STALL/go, and $STALL/stalls tells that it has begun.
#include "stalling.h"

static char book[4096];

void *workbook_new_opt(const char *path, void *options)
{
    (void)options;
    snprintf(book, sizeof book, "%s", path);
    return book;
}

int workbook_close(void *opened)
{
    FILE *file = fopen(opened, "wb");
    stall();
    fputs("a workbook\n", file);
    return fclose(file);
}

void lxw_workbook_free(void *opened) { (void)opened; }
void *workbook_add_worksheet(void *opened, const char *name) { (void)name; return opened; }
void *workbook_add_format(void *opened) { return opened; }

DOES_NOTHING(format_set_num_format)
DOES_NOTHING(format_set_bold)
DOES_NOTHING(format_set_italic)
DOES_NOTHING(format_set_align)
DOES_NOTHING(format_set_text_wrap)
DOES_NOTHING(format_set_top)
DOES_NOTHING(format_set_bottom)
DOES_NOTHING(worksheet_set_column)
DOES_NOTHING(worksheet_freeze_panes)
DOES_NOTHING(worksheet_autofilter)
DOES_NOTHING(worksheet_write_string)
DOES_NOTHING(worksheet_write_number)
DOES_NOTHING(worksheet_write_boolean)
DOES_NOTHING(worksheet_write_blank)
DOES_NOTHING(worksheet_ignore_errors)

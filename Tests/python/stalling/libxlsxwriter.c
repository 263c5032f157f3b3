// Stands in for libxlsxwriter where a test needs a workbook that is certainly still being made: completing it takes until
// somebody makes the file $STALL/go, and $STALL/stalls tells that it has begun.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char book[4096];

static int touches(const char *name, int flags)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", getenv("STALL"), name);
    int file = open(path, flags, 0666);
    if (file >= 0) close(file);
    return file >= 0;
}

void *workbook_new_opt(const char *path, void *options)
{
    (void)options;
    snprintf(book, sizeof book, "%s", path);
    return book;
}

int workbook_close(void *opened)
{
    FILE *file = fopen(opened, "wb");
    touches("stalls", O_WRONLY | O_CREAT);
    while (!touches("go", O_RDONLY)) usleep(10000);
    fputs("a workbook\n", file);
    return fclose(file);
}

void lxw_workbook_free(void *opened) { (void)opened; }
void *workbook_add_worksheet(void *opened, const char *name) { (void)name; return opened; }
void *workbook_add_format(void *opened) { return opened; }

#define DOES_NOTHING(name) int name(void) { return 0; }
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

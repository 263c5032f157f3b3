// Writing Excel workbooks with libxlsxwriter, which is opened when the first workbook is asked for.
#ifndef TALLY_CWORKBOOK_H
#define TALLY_CWORKBOOK_H

#include <stdint.h>

enum tally_workbook_result {
    TALLY_WORKBOOK_DONE = 0,
    /// libxlsxwriter is not installed.
    TALLY_WORKBOOK_NO_LIBRARY = 1,
    /// A cell, a sheet or the file could not be written.
    TALLY_WORKBOOK_FAILED = 2,
};

/// How a cell looks beside its number format; the values are added.
enum tally_workbook_style {
    TALLY_WORKBOOK_BOLD = 1,
    TALLY_WORKBOOK_ITALIC = 2,
    TALLY_WORKBOOK_RIGHT = 4,
    TALLY_WORKBOOK_WRAPPED = 8,
    TALLY_WORKBOOK_LINE_ABOVE = 16,
    TALLY_WORKBOOK_LINE_BELOW = 32,
};

typedef struct tally_workbook tally_workbook;

/// Begins a workbook that holds one row of a sheet in memory; NULL, and why, when it cannot.
tally_workbook *tally_workbook_open(const char *path, int *result);

/// Begins a sheet, whose cells are written row by row from now on. The name must be legal and new.
int tally_workbook_add_sheet(tally_workbook *book, const char *name);

/// A format that cells may have, as a number; -1 when there is no memory for it. An empty number format is the general one.
int tally_workbook_add_format(tally_workbook *book, const char *number_format, int style);

void tally_workbook_set_width(tally_workbook *book, int column, double characters);

/// Keeps the first row in sight, and offers filters in it for the rows below.
void tally_workbook_set_header(tally_workbook *book, int columns, uint32_t last_row);

/// Text is text whatever it looks like. It is UTF-8 without a zero byte, at most 32,767 characters long.
int tally_workbook_write_text(tally_workbook *book, uint32_t row, int column, const char *text, int format);
int tally_workbook_write_number(tally_workbook *book, uint32_t row, int column, double value, int format);
int tally_workbook_write_boolean(tally_workbook *book, uint32_t row, int column, int value, int format);
int tally_workbook_write_blank(tally_workbook *book, uint32_t row, int column, int format);

/// Writes the file, and frees the workbook whether that works or not.
int tally_workbook_close(tally_workbook *book);

/// Frees a workbook that is not wanted any more; there may be a file or none.
void tally_workbook_abandon(tally_workbook *book);

#endif

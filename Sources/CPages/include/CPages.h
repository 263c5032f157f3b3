// Pages of memory that change their place without a byte being copied.
#ifndef TALLY_CPAGES_H
#define TALLY_CPAGES_H

#include <stddef.h>

/// Whether the system can do so.
#ifdef __linux__
#define TALLY_MOVES_PAGES 1
#else
#define TALLY_MOVES_PAGES 0
#endif

/// Takes whole pages from where they are, where nothing remains, and puts them in the place of others of this process.
/// - Returns: whether they are there now; if not, zeros are.
int tally_move_pages(void *from, void *to, size_t bytes);

#endif

#define _GNU_SOURCE
#include "CPages.h"

#include <stdlib.h>
#include <sys/mman.h>

int tally_move_pages(void *from, void *to, size_t bytes)
{
#if TALLY_MOVES_PAGES
    if (mremap(from, bytes, bytes, MREMAP_MAYMOVE | MREMAP_FIXED, to) == to) return 1;
    // When it fails, the system may have cleared the place already.
    munmap(from, bytes);
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED;
    if (mmap(to, bytes, PROT_READ | PROT_WRITE, flags, -1, 0) != to) abort();
    madvise(to, bytes, MADV_HUGEPAGE);
#else
    (void)from, (void)to, (void)bytes;
#endif
    return 0;
}

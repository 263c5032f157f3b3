// The words of the command line, where Swift's library asks for them.
//
// Its own answer is found before `main` by reading /proc/self/maps, wanted or not: 0.07 ms of a short question's three.
// glibc hands the words to whatever runs before `main`. A program that brings these two functions along is linked without
// those of the library, as long as they are called so; else with both, and they do no harm.
#include "CArguments.h"

#if __has_include(<features.h>)
#include <features.h>
#endif

#ifdef __GLIBC__

static int count;
static char **words;

__attribute__((constructor)) static void remember(int argc, char **argv)
{
    count = argc;
    words = argv;
}

char **_swift_stdlib_getUnsafeArgvArgc(int *length);
char **_swift_stdlib_getUnsafeArgvArgc(int *length)
{
    *length = count;
    return words;
}

void _swift_stdlib_overrideUnsafeArgvArgc(char **argv, int argc);
void _swift_stdlib_overrideUnsafeArgvArgc(char **argv, int argc) { remember(argc, argv); }

#endif

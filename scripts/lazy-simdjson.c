// Stands for libsimdjson when a release program is linked: it opens the library when the first JSON is read.
//
// Linked in the usual way, simdjson would bring the shared C++ runtime into every start, half a millisecond of looking up
// names. Of the library itself CJSON uses one function and three tables, which are filled before the first use: all of
// simdjson begins with asking for the implementation that fits the processor. SIMDJSON is the name of the library whose
// headers the program is compiled with.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <link.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define IN_SIMDJSON(name) __asm__("_ZN8simdjson" name)
#define FUNCTION "25get_active_implementationEv"
#define MESSAGES "8internal11error_codesE"
#define STRUCTURAL "8internal24structural_or_whitespaceE"
#define NOT_STRUCTURAL "8internal32structural_or_whitespace_negatedE"

_Alignas(64) char messages[1024] IN_SIMDJSON(MESSAGES);
_Alignas(64) char structural[256] IN_SIMDJSON(STRUCTURAL);
_Alignas(64) char not_structural[256] IN_SIMDJSON(NOT_STRUCTURAL);
void *get_active_implementation(void) IN_SIMDJSON(FUNCTION);

static void *(*library_function)(void);

static void give_up(const char *reason)
{
    fprintf(stderr, "error: JSON cannot be read without %s: %s\n", SIMDJSON, reason);
    _exit(4);
}

static void *find(void *library, const char *name, size_t *size)
{
    void *address = dlsym(library, name);
    Dl_info info;
    const ElfW(Sym) *symbol = NULL;
    if (!address || !dladdr1(address, &info, (void **)&symbol, RTLD_DL_SYMENT) || !symbol) give_up("it is another version");
    *size = symbol->st_size;
    return address;
}

static void fill(void *library, const char *name, char *table, size_t room)
{
    size_t size;
    const void *found = find(library, name, &size);
    if (size > room) give_up("it is another version");
    memcpy(table, found, size);
}

static void open_library(void)
{
    void *library = dlopen(SIMDJSON, RTLD_NOW | RTLD_LOCAL);
    if (!library) give_up(dlerror());
    fill(library, "_ZN8simdjson" MESSAGES, messages, sizeof messages);
    fill(library, "_ZN8simdjson" STRUCTURAL, structural, sizeof structural);
    fill(library, "_ZN8simdjson" NOT_STRUCTURAL, not_structural, sizeof not_structural);
    size_t size;
    library_function = (void *(*)(void))find(library, "_ZN8simdjson" FUNCTION, &size);
}

void *get_active_implementation(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_library);
    return library_function();
}

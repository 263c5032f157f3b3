#include "CFetch.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <string.h>

typedef struct {
    tally_fetch_receiver receiver;
    void *context;
    int stopped;
} delivery;

static size_t deliver(char *bytes, size_t size, size_t count, void *opaque)
{
    delivery *to = opaque;
    if (to->receiver(to->context, (const uint8_t *)bytes, size * count) == 1) return size * count;
    to->stopped = 1;
    return 0;
}

static void *open_library(void)
{
    static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.4.dylib", "/usr/lib/libcurl.4.dylib"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        void *library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
        if (library != NULL) return library;
    }
    return NULL;
}

int tally_fetch(const char *address, tally_fetch_receiver receiver, void *context, long *status, char message[256])
{
    message[0] = 0;
    *status = 0;
    void *library = open_library();
    if (library == NULL) return TALLY_FETCH_NO_LIBRARY;
    // The parentheses keep the header's type-checking macros of the same names away.
    __typeof__(&(curl_easy_init)) init = (__typeof__(init))dlsym(library, "curl_easy_init");
    __typeof__(&(curl_easy_setopt)) set = (__typeof__(set))dlsym(library, "curl_easy_setopt");
    __typeof__(&(curl_easy_perform)) perform = (__typeof__(perform))dlsym(library, "curl_easy_perform");
    __typeof__(&(curl_easy_getinfo)) info = (__typeof__(info))dlsym(library, "curl_easy_getinfo");
    __typeof__(&(curl_easy_cleanup)) cleanup = (__typeof__(cleanup))dlsym(library, "curl_easy_cleanup");
    __typeof__(&(curl_easy_strerror)) explain = (__typeof__(explain))dlsym(library, "curl_easy_strerror");
    if (!init || !set || !perform || !info || !cleanup || !explain) return TALLY_FETCH_NO_LIBRARY;
    CURL *curl = init();
    if (curl == NULL) return TALLY_FETCH_NO_LIBRARY;

    char reason[CURL_ERROR_SIZE] = "";
    delivery to = {receiver, context, 0};
    set(curl, CURLOPT_URL, address);
    set(curl, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
    set(curl, CURLOPT_REDIR_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
    set(curl, CURLOPT_FOLLOWLOCATION, 1L);
    set(curl, CURLOPT_MAXREDIRS, 10L);
    set(curl, CURLOPT_FAILONERROR, 1L);
    set(curl, CURLOPT_NOSIGNAL, 1L);
    set(curl, CURLOPT_CONNECTTIMEOUT, 30L);
    // A line that stands still for a minute is dead.
    set(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    set(curl, CURLOPT_LOW_SPEED_TIME, 60L);
    set(curl, CURLOPT_ACCEPT_ENCODING, "");
    set(curl, CURLOPT_USERAGENT, "tally");
    set(curl, CURLOPT_ERRORBUFFER, reason);
    set(curl, CURLOPT_WRITEFUNCTION, deliver);
    set(curl, CURLOPT_WRITEDATA, &to);
    CURLcode code = perform(curl);
    info(curl, CURLINFO_RESPONSE_CODE, status);
    const char *said = reason[0] != 0 ? reason : explain(code);
    strncpy(message, said, 255);
    message[255] = 0;
    cleanup(curl);
    if (to.stopped) return TALLY_FETCH_STOPPED;
    if (code == CURLE_HTTP_RETURNED_ERROR) return TALLY_FETCH_REFUSED;
    return code == CURLE_OK ? TALLY_FETCH_DONE : TALLY_FETCH_FAILED;
}

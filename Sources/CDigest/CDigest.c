#include "CDigest.h"

#include <dlfcn.h>

// One function each, declared here so that building needs no headers.
int tally_digest_sha256(const uint8_t *bytes, size_t count, uint8_t digest[32])
{
#ifdef __APPLE__
    unsigned char *(*sum)(const void *, uint32_t, unsigned char *) = dlsym(RTLD_DEFAULT, "CC_SHA256");
    return sum != NULL && count <= UINT32_MAX && sum(bytes, (uint32_t)count, digest) != NULL;
#else
    static const char *const names[] = {"libcrypto.so.3", "libcrypto.so.1.1"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        void *library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
        if (library == NULL) continue;
        unsigned char *(*sum)(const unsigned char *, size_t, unsigned char *) = dlsym(library, "SHA256");
        if (sum != NULL) return sum(bytes, count, digest) != NULL;
    }
    return 0;
#endif
}

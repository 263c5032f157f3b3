// Fetching http and https addresses with libcurl, which is opened when the first address is met.
#ifndef TALLY_CFETCH_H
#define TALLY_CFETCH_H

#include <stddef.h>
#include <stdint.h>

enum tally_fetch_result {
    TALLY_FETCH_DONE = 0,
    /// libcurl is not installed.
    TALLY_FETCH_NO_LIBRARY = 1,
    /// The server answered with an error; `status` is its number.
    TALLY_FETCH_REFUSED = 2,
    /// `message` says why there was no whole answer.
    TALLY_FETCH_FAILED = 3,
    /// The receiver wanted no more.
    TALLY_FETCH_STOPPED = 4,
};

/// Takes a part of the answer; anything but 1 stops the fetch.
typedef int (*tally_fetch_receiver)(void *context, const uint8_t *bytes, size_t count);

/// Fetches an address, following redirections, and hands its content over part by part.
int tally_fetch(
    const char *address, tally_fetch_receiver receiver, void *context, long *status, char message[256]);

#endif

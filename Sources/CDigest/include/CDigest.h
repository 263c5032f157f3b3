// SHA-256 from the system's cryptographic library, which is opened when the first digest is asked for.
#ifndef TALLY_CDIGEST_H
#define TALLY_CDIGEST_H

#include <stddef.h>
#include <stdint.h>

/// Writes the 32 bytes of the digest; 0 where there is no library for it.
int tally_digest_sha256(const uint8_t *bytes, size_t count, uint8_t digest[32]);

#endif

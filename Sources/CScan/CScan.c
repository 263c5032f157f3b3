#include "CScan.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

/// How far it is looked for what a row is like.
#define MOST_GUESSED ((size_t)64 << 10)

// ---------------------------------------------------------------------------------------------------------------------
// The reference: one byte at a time. The fast paths hand over to it where a quote stands in an unexpected place.

static inline __attribute__((always_inline)) void scan_bytes(
    const uint8_t *bytes, size_t from, size_t to, size_t limit, uint8_t delimiter, uint8_t quote,
    tally_scan_state *state, uint32_t *cell_ends, uint32_t *row_ends)
{
    uint32_t place = state->place;
    for (size_t i = from; i < to; i++) {
        uint8_t byte = bytes[i];
        state->non_ascii |= byte & 0x80;
        if (place == TALLY_SCAN_IN_QUOTES) {
            if (byte == quote) place = TALLY_SCAN_AFTER_QUOTE;
        } else if (byte == delimiter) {
            cell_ends[state->cell_count++] = (uint32_t)i;
            place = TALLY_SCAN_CELL_START;
        } else if (byte == '\n' || (byte == '\r' && !(i + 1 < limit && bytes[i + 1] == '\n'))) {
            cell_ends[state->cell_count++] = (uint32_t)i;
            row_ends[state->row_count++] = (uint32_t)state->cell_count;
            place = TALLY_SCAN_CELL_START;
        } else if (byte == quote && place != TALLY_SCAN_IN_CELL) {
            place = TALLY_SCAN_IN_QUOTES;
        } else {
            place = TALLY_SCAN_IN_CELL;
        }
    }
    state->place = place;
}

void tally_scan_reference(
    const uint8_t *bytes, size_t from, size_t to, size_t limit, uint8_t delimiter, uint8_t quote,
    tally_scan_state *state, uint32_t *cell_ends, uint32_t *row_ends)
{
    scan_bytes(bytes, from, to, limit, delimiter, quote, state, cell_ends, row_ends);
}

// ---------------------------------------------------------------------------------------------------------------------
// 64 bytes at a time on bit masks.

/// One bit per byte of a block of 64.
typedef struct {
    uint64_t quotes, delimiters, line_feeds, carriage_returns, non_ascii;
} masks;

/// Bit i of the result is the exclusive or of bits 0 ... i.
typedef uint64_t running_parity_function(uint64_t bits);

static inline __attribute__((always_inline)) uint64_t parity_by_shifts(uint64_t bits)
{
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^= bits << 32;
    return bits;
}

/// Writes `offset` plus the place of each of `count` bits; up to 64 entries past the last one are scratch.
typedef void write_ends(uint64_t bits, size_t count, size_t offset, uint32_t *out);

static inline __attribute__((always_inline)) uint64_t write_eight(uint64_t bits, size_t offset, uint32_t *out)
{
    for (int i = 0; i < 8; i++) {
        out[i] = (uint32_t)(offset + (unsigned)__builtin_ctzll(bits | 1ull << 63));
        bits &= bits - 1;
    }
    return bits;
}

/// Eight ends are written at a time, past the true number of them, to save unpredictable branches.
static inline __attribute__((always_inline)) void write_ends_by_eight(
    uint64_t bits, size_t count, size_t offset, uint32_t *out)
{
    bits = write_eight(bits, offset, out);
    for (size_t written = 8; __builtin_expect(written < count, 0); written += 8)
        bits = write_eight(bits, offset, out + written);
}

/// What a scan by blocks carries from one to the next.
typedef struct {
    /// All ones inside quotes.
    uint64_t inside;
    /// 1 when a quote in the next byte opens: after the end of a cell, or after a closing quote, of which it is the second.
    uint64_t may_open;
    uint64_t closed;
    uint64_t non_ascii;
    size_t cells, rows;
} carried;

/// Takes one block of 64 bytes whose masks are known; 0 when it is left to the reference.
///
/// Quotes toggle between inside and outside. That agrees with the reference as long as every quote that opens follows
/// a separator or a closing quote (then the two are one doubled quote); a block with any other quote is left to it.
/// There is no branch on whether a block has quotes or ends a row, because that is a matter of chance.
static inline __attribute__((always_inline)) int take_block(
    masks block, running_parity_function *running_parity, const uint8_t *bytes, size_t offset, size_t limit,
    carried *state, uint32_t *cell_ends, uint32_t *row_ends, write_ends *write)
{
    uint64_t rows = block.line_feeds;
    if (block.carriage_returns != 0) {
        uint64_t followed = block.line_feeds >> 1;
        if (offset + 64 < limit && bytes[offset + 64] == '\n') followed |= 1ull << 63;
        rows |= block.carriage_returns & ~followed;
    }
    uint64_t inside = running_parity(block.quotes) ^ state->inside;
    uint64_t closing = block.quotes & ~inside;
    rows &= ~inside;
    uint64_t cells = rows | (block.delimiters & ~inside);
    uint64_t ended = cells | closing;
    if (block.quotes & inside & ~(ended << 1 | state->may_open)) return 0;
    state->non_ascii |= block.non_ascii;
    state->inside = (uint64_t)((int64_t)inside >> 63);
    state->may_open = ended >> 63;
    state->closed = closing >> 63;

    size_t count = state->cells;
    uint64_t before = rows ^ (rows - 1);
    row_ends[state->rows] = (uint32_t)(count + __builtin_popcountll(cells & before));
    state->rows += rows != 0;
    for (rows &= rows - 1; __builtin_expect(rows != 0, 0); rows &= rows - 1) {
        before = rows ^ (rows - 1);
        row_ends[state->rows++] = (uint32_t)(count + __builtin_popcountll(cells & before));
    }
    size_t more = (size_t)__builtin_popcountll(cells);
    state->cells = count + more;
    write(cells, more, offset, cell_ends + count);
    return 1;
}

static inline __attribute__((always_inline)) carried carry(const tally_scan_state *state)
{
    return (carried){state->place == TALLY_SCAN_IN_QUOTES ? ~0ull : 0,
                     state->place == TALLY_SCAN_CELL_START || state->place == TALLY_SCAN_AFTER_QUOTE,
                     state->place == TALLY_SCAN_AFTER_QUOTE, state->non_ascii, state->cell_count, state->row_count};
}

static inline __attribute__((always_inline)) void put_back(const carried *from, tally_scan_state *state)
{
    state->place = from->inside     ? TALLY_SCAN_IN_QUOTES
                   : from->closed   ? TALLY_SCAN_AFTER_QUOTE
                   : from->may_open ? TALLY_SCAN_CELL_START
                                    : TALLY_SCAN_IN_CELL;
    state->non_ascii = from->non_ascii != 0;
    state->cell_count = from->cells;
    state->row_count = from->rows;
}

typedef void scan_function(
    const uint8_t *, size_t, size_t, size_t, uint8_t, uint8_t, tally_scan_state *, uint32_t *, uint32_t *);

/// A block that is left to the reference. Apart from the loop over the others, whose numbers stay in registers.
static __attribute__((noinline, cold)) carried scan_block(
    const uint8_t *bytes, size_t offset, size_t limit, uint8_t delimiter, uint8_t quote, const carried *before,
    uint32_t *cell_ends, uint32_t *row_ends)
{
    tally_scan_state state;
    put_back(before, &state);
    scan_bytes(bytes, offset, offset + 64, limit, delimiter, quote, &state, cell_ends, row_ends);
    return carry(&state);
}

/// Defines a scan from the functions that compute the masks of one block and the parities of its quotes, and the one that
/// writes where bits are.
#define DEFINE_SCAN(name, attributes, block_masks, parity, write)                                                      \
    attributes static void name(                                                                                       \
        const uint8_t *bytes, size_t from, size_t to, size_t limit, uint8_t delimiter, uint8_t quote,                  \
        tally_scan_state *state, uint32_t *cell_ends, uint32_t *row_ends)                                              \
    {                                                                                                                  \
        carried local = carry(state);                                                                                  \
        size_t i = from;                                                                                               \
        while (i + 64 <= to) {                                                                                         \
            carried next = local;                                                                                      \
            while (i + 64 <= to &&                                                                                     \
                   take_block(block_masks(bytes + i, delimiter, quote), parity, bytes, i, limit, &next, cell_ends,     \
                              row_ends, write))                                                                        \
                i += 64;                                                                                               \
            local = next;                                                                                              \
            if (i + 64 > to) break;                                                                                    \
            local = scan_block(bytes, i, limit, delimiter, quote, &local, cell_ends, row_ends);                        \
            i += 64;                                                                                                   \
        }                                                                                                              \
        put_back(&local, state);                                                                                       \
        scan_bytes(bytes, i, to, limit, delimiter, quote, state, cell_ends, row_ends);                                 \
    }

#if defined(__x86_64__)

static inline __attribute__((always_inline)) uint64_t equal_sse2(const __m128i part[4], uint8_t byte)
{
    __m128i wanted = _mm_set1_epi8((char)byte);
    uint64_t bits = 0;
    for (int i = 0; i < 4; i++)
        bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(part[i], wanted)) << (16 * i);
    return bits;
}

static inline __attribute__((always_inline)) masks masks_sse2(const uint8_t *bytes, uint8_t delimiter, uint8_t quote)
{
    __m128i part[4], all = _mm_setzero_si128(), returns = _mm_setzero_si128();
    for (int i = 0; i < 4; i++) {
        part[i] = _mm_loadu_si128((const __m128i *)(bytes + 16 * i));
        all = _mm_or_si128(all, part[i]);
        returns = _mm_or_si128(returns, _mm_cmpeq_epi8(part[i], _mm_set1_epi8('\r')));
    }
    uint64_t carriage_returns = _mm_movemask_epi8(returns) == 0 ? 0 : equal_sse2(part, '\r');
    return (masks){equal_sse2(part, quote), equal_sse2(part, delimiter), equal_sse2(part, '\n'), carriage_returns,
                   (uint64_t)(uint32_t)_mm_movemask_epi8(all)};
}

/// Processors of 2010 and later: counting bits without an instruction for it takes a fifth of the time.
#define SSE4 __attribute__((target("popcnt,pclmul")))

#define AVX2 __attribute__((target("avx2,popcnt,bmi,bmi2,pclmul")))

/// Multiplied by all ones without carries, every bit is the exclusive or of those up to it.
__attribute__((target("pclmul"))) static inline __attribute__((always_inline)) uint64_t parity_by_product(uint64_t bits)
{
    return (uint64_t)_mm_cvtsi128_si64(_mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)bits), _mm_set1_epi8(-1), 0));
}

AVX2 static inline __attribute__((always_inline)) uint64_t equal_avx2(__m256i low, __m256i high, uint8_t byte)
{
    __m256i wanted = _mm256_set1_epi8((char)byte);
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted)) |
           (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted)) << 32;
}

AVX2 static inline __attribute__((always_inline)) masks masks_avx2(
    const uint8_t *bytes, uint8_t delimiter, uint8_t quote)
{
    __m256i low = _mm256_loadu_si256((const __m256i *)bytes);
    __m256i high = _mm256_loadu_si256((const __m256i *)(bytes + 32));
    return (masks){equal_avx2(low, high, quote), equal_avx2(low, high, delimiter), equal_avx2(low, high, '\n'),
                   equal_avx2(low, high, '\r'), (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_or_si256(low, high))};
}

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi2,popcnt,bmi,bmi2,pclmul")))

AVX512 static inline __attribute__((always_inline)) masks masks_avx512(
    const uint8_t *bytes, uint8_t delimiter, uint8_t quote)
{
    __m512i block = _mm512_loadu_si512(bytes);
    return (masks){_mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8((char)quote)),
                   _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8((char)delimiter)),
                   _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('\n')),
                   _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('\r')), _mm512_movepi8_mask(block)};
}

/// Sixteen places as ends.
AVX512 static inline __attribute__((always_inline)) void widen_avx512(__m128i places, size_t offset, uint32_t *out)
{
    _mm512_storeu_si512(out, _mm512_add_epi32(_mm512_set1_epi32((int)offset), _mm512_cvtepu8_epi32(places)));
}

/// The numbers 0 ... 63 whose bits are set are moved together, and widened sixteen at a time.
AVX512 static inline __attribute__((always_inline)) void write_ends_avx512(
    uint64_t bits, size_t count, size_t offset, uint32_t *out)
{
    const __m512i numbers = _mm512_set_epi64(
        0x3f3e3d3c3b3a3938, 0x3736353433323130, 0x2f2e2d2c2b2a2928, 0x2726252423222120, 0x1f1e1d1c1b1a1918,
        0x1716151413121110, 0x0f0e0d0c0b0a0908, 0x0706050403020100);
    __m512i places = _mm512_maskz_compress_epi8(bits, numbers);
    widen_avx512(_mm512_castsi512_si128(places), offset, out);
    if (count <= 16) return;
    widen_avx512(_mm512_extracti32x4_epi32(places, 1), offset, out + 16);
    if (count <= 32) return;
    widen_avx512(_mm512_extracti32x4_epi32(places, 2), offset, out + 32);
    widen_avx512(_mm512_extracti32x4_epi32(places, 3), offset, out + 48);
}

DEFINE_SCAN(scan_sse4, SSE4, masks_sse2, parity_by_product, write_ends_by_eight)
DEFINE_SCAN(scan_sse2, , masks_sse2, parity_by_shifts, write_ends_by_eight)
DEFINE_SCAN(scan_avx2, AVX2, masks_avx2, parity_by_product, write_ends_by_eight)
DEFINE_SCAN(scan_avx512, AVX512, masks_avx512, parity_by_product, write_ends_avx512)

static scan_function *best_scan(void)
{
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2") &&
        __builtin_cpu_supports("pclmul"))
        return scan_avx512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("pclmul"))
        return scan_avx2;
    return __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("pclmul") ? scan_sse4 : scan_sse2;
}

#elif defined(__aarch64__)

static inline __attribute__((always_inline)) uint64_t equal_neon(const uint8x16_t part[4], uint8_t byte)
{
    const uint8x16_t weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    uint8x16_t wanted = vdupq_n_u8(byte);
    uint8x16_t a = vandq_u8(vceqq_u8(part[0], wanted), weights), b = vandq_u8(vceqq_u8(part[1], wanted), weights);
    uint8x16_t c = vandq_u8(vceqq_u8(part[2], wanted), weights), d = vandq_u8(vceqq_u8(part[3], wanted), weights);
    uint8x16_t sums = vpaddq_u8(vpaddq_u8(a, b), vpaddq_u8(c, d));
    return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(sums, sums)), 0);
}

static inline __attribute__((always_inline)) masks masks_neon(const uint8_t *bytes, uint8_t delimiter, uint8_t quote)
{
    uint8x16_t part[4];
    for (int i = 0; i < 4; i++) part[i] = vld1q_u8(bytes + 16 * i);
    uint8x16_t all = vorrq_u8(vorrq_u8(part[0], part[1]), vorrq_u8(part[2], part[3]));
    return (masks){equal_neon(part, quote), equal_neon(part, delimiter), equal_neon(part, '\n'),
                   equal_neon(part, '\r'), vmaxvq_u8(all) >> 7};
}

DEFINE_SCAN(scan_neon, , masks_neon, parity_by_shifts, write_ends_by_eight)

static scan_function *best_scan(void) { return scan_neon; }

#else

static scan_function *best_scan(void) { return tally_scan_reference; }

#endif

void tally_scan(
    const uint8_t *bytes, size_t from, size_t to, size_t limit, uint8_t delimiter, uint8_t quote,
    tally_scan_state *state, uint32_t *cell_ends, uint32_t *row_ends)
{
    best_scan()(bytes, from, to, limit, delimiter, quote, state, cell_ends, row_ends);
}

// ---------------------------------------------------------------------------------------------------------------------
// Rows that begin somewhere

static inline int ends_line(const uint8_t *bytes, size_t i, size_t limit)
{
    return bytes[i] == '\n' || (bytes[i] == '\r' && !(i + 1 < limit && bytes[i + 1] == '\n'));
}

/// Goes from `*at` past the end of the row; the number of cells that end on the way, 0 when no row ends before `limit`.
static size_t pass_row(
    const uint8_t *bytes, size_t *at, size_t limit, uint8_t delimiter, uint8_t quote, uint32_t place)
{
    size_t cells = 1;
    for (size_t i = *at; i < limit; i++) {
        uint8_t byte = bytes[i];
        if (place == TALLY_SCAN_IN_QUOTES) {
            if (byte == quote) place = TALLY_SCAN_AFTER_QUOTE;
        } else if (ends_line(bytes, i, limit)) {
            *at = i + 1;
            return cells;
        } else if (byte == delimiter) {
            cells++;
            place = TALLY_SCAN_CELL_START;
        } else {
            place = byte == quote && place != TALLY_SCAN_IN_CELL ? TALLY_SCAN_IN_QUOTES : TALLY_SCAN_IN_CELL;
        }
    }
    return 0;
}

size_t tally_guess_row(
    const uint8_t *bytes, size_t to, size_t limit, uint8_t delimiter, uint8_t quote, size_t fields)
{
    size_t start = 0;
    while (start < to && !ends_line(bytes, start, limit)) start++;
    if (++start >= to) return to;
    if (limit - start > MOST_GUESSED) limit = start + MOST_GUESSED;
    size_t at = start, before, cells;
    do {
        before = at;
        cells = pass_row(bytes, &at, limit, delimiter, quote, TALLY_SCAN_CELL_START);
    } while (cells == 1 && at - before <= 2);
    if (cells == fields || cells == 0 || memchr(bytes + start, quote, limit - start) == NULL) return start;
    // That is no row as the others are: perhaps the line end stands in quotes, and the row begins after them.
    at = start;
    if (pass_row(bytes, &at, limit, delimiter, quote, TALLY_SCAN_IN_QUOTES) == 0) return start;
    size_t second = at;
    if (pass_row(bytes, &at, limit, delimiter, quote, TALLY_SCAN_CELL_START) != fields) return start;
    return second < to ? second : to;
}

// ---------------------------------------------------------------------------------------------------------------------
// Cells, lines and encodings

size_t tally_unquote(
    const uint8_t *cell, size_t count, uint8_t quote, uint8_t *scratch, const uint8_t **text)
{
    if (count >= 2 && cell[count - 1] == quote && memchr(cell + 1, quote, count - 2) == NULL) {
        *text = cell + 1;
        return count - 2;
    }
    size_t length = 0, i = 1;
    while (i < count) {
        if (cell[i] != quote) {
            scratch[length++] = cell[i++];
        } else if (i + 1 < count && cell[i + 1] == quote) {
            scratch[length++] = quote;
            i += 2;
        } else {
            // The cell is closed: what follows belongs to it as it stands, quotes included.
            memcpy(scratch + length, cell + i + 1, count - i - 1);
            length += count - i - 1;
            break;
        }
    }
    *text = scratch;
    return length;
}

size_t tally_count_lines(const uint8_t *bytes, size_t count)
{
    size_t lines = 0;
    for (size_t i = 0; i < count; i++) lines += bytes[i] == '\n';
    if (count != 0 && memchr(bytes, '\r', count) != NULL)
        for (size_t i = 0; i < count; i++) lines += bytes[i] == '\r' && !(i + 1 < count && bytes[i + 1] == '\n');
    return lines;
}

int tally_is_utf8(const uint8_t *bytes, size_t count)
{
    size_t i = 0;
    while (i < count) {
        if (i + 8 <= count) {
            uint64_t word;
            memcpy(&word, bytes + i, 8);
            if ((word & 0x8080808080808080ull) == 0) {
                i += 8;
                continue;
            }
        }
        uint8_t first = bytes[i];
        if (first < 0x80) {
            i += 1;
            continue;
        }
        size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || count - i < length) return 0;
        uint8_t second = bytes[i + 1];
        if ((second & 0xC0) != 0x80) return 0;
        if (first == 0xE0 && second < 0xA0) return 0;
        if (first == 0xED && second > 0x9F) return 0;
        if (first == 0xF0 && second < 0x90) return 0;
        if (first == 0xF4 && second > 0x8F) return 0;
        for (size_t k = 2; k < length; k++)
            if ((bytes[i + k] & 0xC0) != 0x80) return 0;
        i += length;
    }
    return 1;
}

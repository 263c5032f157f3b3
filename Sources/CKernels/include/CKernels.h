// The innermost loops of execution, over one batch of rows at a time, in the widest vectors that the processor has.
//
// They are written in C because a Swift module is compiled for the oldest processor of its architecture: here the loader
// picks among several versions of a loop when the program starts. Calls are not inlined into Swift: hand over batches.
#ifndef TALLY_CKERNELS_H
#define TALLY_CKERNELS_H

#include <stddef.h>
#include <stdint.h>

/// The missing value among whole numbers, times and durations.
#define TALLY_MISSING INT64_MIN

/// results[i] = left[i] + right[i], missing where an operand is or where the sum needs more than 64 bits.
void tally_add(const int64_t *left, const int64_t *right, size_t count, int64_t *results);

/// results[i] = left[i] - right[i], with the same exceptions.
void tally_subtract(const int64_t *left, const int64_t *right, size_t count, int64_t *results);

/// results[i] = (left - right) * unit + offset, of the counts of units at row rows[i], or at row i where `rows` is null; 0
/// is a missing count and makes the result missing. Here and below the counts on the left are the differences where `right`
/// is null.
void tally_subtract_packed(
    const uint32_t *left, const uint32_t *right, const uint32_t *rows, size_t count, int64_t unit, int64_t offset,
    int64_t *results);

/// The smallest and the largest of the values that are known: INT64_MAX and INT64_MIN where none is.
/// - Returns: whether one is missing.
int tally_bounds(const int64_t *values, size_t count, int64_t *low, int64_t *high);

/// counts[i] = (times[i] - others[i] - origin) / unit, or 0 where one of both is missing; nothing is subtracted where `others` is
/// null. No distance from the origin is negative, or beyond 2 to the power of 32 units, of which one is at most 2,000.
/// - Returns: TALLY_PACKED_EXACTLY where all of them are whole numbers of units, and TALLY_PACKED_OWN_GAPS where no result is
///   missing but where times[i] is.
#define TALLY_PACKED_EXACTLY 1u
#define TALLY_PACKED_OWN_GAPS 2u
unsigned tally_pack_times(
    const int64_t *times, const int64_t *others, size_t count, int64_t origin, int64_t unit, uint32_t *counts);

/// How many bits the sum of differences below has; the count lies above them.
#define TALLY_DIFFERENCE_BITS 47

/// Adds left - right, of the counts of units at row rows[i] or at row i where `rows` is null, to the word 2 * codes[i] in one of
/// TALLY_DIFFERENCE_LANES tables of 2 * codeCount words: the sum, in as many bits as above, and the count of the differences. 0
/// is a missing count; such rows are counted in the word behind it instead. A word has room for 16,384 rows.
#define TALLY_DIFFERENCE_LANES 4
void tally_add_differences_8(
    const uint8_t *codes, const uint32_t *left, const uint32_t *right, const uint32_t *rows, size_t count,
    size_t codeCount, uint64_t *words);
void tally_add_differences_16(
    const uint16_t *codes, const uint32_t *left, const uint32_t *right, const uint32_t *rows, size_t count,
    size_t codeCount, uint64_t *words);

/// Moves what the tables of `codeCount` codes hold to `totals`: the sums of all codes, then how many differences they are of,
/// then how many are missing.
void tally_settle_differences(uint64_t *words, size_t codeCount, int64_t *totals);

typedef enum {
    TALLY_EQUAL,
    TALLY_NOT_EQUAL,
    TALLY_LESS,
    TALLY_LESS_OR_EQUAL,
    TALLY_GREATER,
    TALLY_GREATER_OR_EQUAL
} tally_comparison;

/// flags[i] = 1 where the comparison of left[i] with right[i] holds, 0 where it does not, `unknown` where one is missing.
void tally_compare(
    tally_comparison comparison, const int64_t *left, const int64_t *right, size_t count, uint8_t unknown,
    uint8_t *flags);

/// The same with one number on the right.
void tally_compare_constant(
    tally_comparison comparison, const int64_t *left, int64_t constant, size_t count, uint8_t unknown,
    uint8_t *flags);

/// flags[i] = `result`, 0 or 1, where codes[i] is the code, and the other one where it is not.
void tally_equal_8(const uint8_t *codes, uint8_t code, size_t count, uint8_t result, uint8_t *flags);
void tally_equal_16(const uint16_t *codes, uint16_t code, size_t count, uint8_t result, uint8_t *flags);
void tally_equal_32(const uint32_t *codes, uint32_t code, size_t count, uint8_t result, uint8_t *flags);

/// Counts the rows from ..< to of a block by group, those with a flag where `flags`, which starts with the row `from`, is
/// not null. The block is cut into runs: ends[i] is the row behind the last one of run i, which is of the group
/// dayShares[days[i]] + hourShares[hours[i]]; the last run ends at `to` or behind it.
void tally_count_runs(
    const uint16_t *ends, const uint16_t *days, const uint8_t *hours, uint32_t from, uint32_t to, const uint8_t *flags,
    const uint32_t *dayShares, const uint32_t *hourShares, int64_t *counts);

/// How many numbers beyond the last one the functions below may write.
#define TALLY_KEEP_SLACK 16

/// Writes first + i for every i whose flag has its lowest bit set, in ascending order; returns how many there are.
size_t tally_keep_run(const uint8_t *flags, size_t count, uint32_t first, uint32_t *rows);

/// Writes values[i] for every i whose flag has its lowest bit set; returns how many there are.
size_t tally_keep_values(const uint8_t *flags, size_t count, const uint32_t *values, uint32_t *kept);

/// Writes codes[i] for every i whose flag has its lowest bit set; returns how many there are. There is room for
/// TALLY_KEEP_BYTES_SLACK more than there are flags.
#define TALLY_KEEP_BYTES_SLACK 64
size_t tally_keep_bytes(const uint8_t *flags, size_t count, const uint8_t *codes, uint8_t *kept);

/// Adds the rows of every code to `counts`. There are `codeCount` codes, at most 240, and the time is in proportion to them;
/// `counts` has room for TALLY_COUNT_SLACK more.
#define TALLY_COUNT_SLACK 15
void tally_count_few(const uint8_t *codes, size_t count, uint32_t codeCount, uint32_t *counts);

/// As above, of the rows for which `result` says whether marks[i] is the mark: 1 that it is, 0 that it is not.
void tally_count_few_marked(
    const uint8_t *codes, const uint8_t *marks, uint8_t mark, uint8_t result, size_t count, uint32_t codeCount,
    uint32_t *counts);

/// Codes as planes of bits: word w of plane p of a block has, in its bit i, bit p of the code of row 64 * w + i of the block. The
/// planes of a block of TALLY_PLANE_ROWS rows lie behind each other.
#define TALLY_PLANE_ROWS 512
#define TALLY_FEWEST_PLANES 4
#define TALLY_MOST_PLANES 6
/// Whether rows are counted by planes here; else there is no use for any.
int tally_has_planes(void);
void tally_make_planes(const uint8_t *codes, size_t blocks, uint32_t planes, uint64_t *target);

/// As `tally_count_few_marked`, by the planes of the codes and of the marks, of which there are none where `result` 1 counts
/// all rows.
void tally_count_planes(
    const uint64_t *codes, uint32_t planes, const uint64_t *marks, uint32_t markPlanes, uint8_t mark, uint8_t result,
    size_t blocks, uint32_t codeCount, uint32_t *counts);

/// The bits that any of the flags has.
uint8_t tally_all_bits(const uint8_t *flags, size_t count);

/// Adds the rows of any codes to four lanes of `stride` counts, which make one when they are added.
void tally_count_8(const uint8_t *codes, size_t count, size_t stride, uint32_t *counts);
void tally_count_16(const uint16_t *codes, size_t count, size_t stride, uint32_t *counts);

/// Adds the known values to the sum of their group and 1 to its count, which follows the sum; returns how many are known.
uint64_t tally_add_to_groups(const int64_t *values, const uint32_t *groups, size_t count, int64_t *sums);

/// The bits that the known values have (of negative ones the complement's): none is larger than what they make.
uint64_t tally_magnitudes(const int64_t *values, size_t count);

/// Adds to each row's group number the share of its code: shares[code], or code * stride where `shares` is null. The code
/// of row i is codes[rows[i]], or codes[i] where `rows` is null.
void tally_add_shares_8(
    const uint8_t *codes, const uint32_t *rows, const uint32_t *shares, uint32_t stride, size_t count, uint32_t *groups);
void tally_add_shares_16(
    const uint16_t *codes, const uint32_t *rows, const uint32_t *shares, uint32_t stride, size_t count,
    uint32_t *groups);
void tally_add_shares_32(
    const uint32_t *codes, const uint32_t *rows, const uint32_t *shares, uint32_t stride, size_t count,
    uint32_t *groups);

/// As above for rows that follow one another, whose codes are all below TALLY_FEW_SHARES: the shares lie in registers.
#define TALLY_FEW_SHARES 32
void tally_add_few_shares(const uint8_t *codes, const uint32_t *shares, size_t count, uint32_t *groups);

/// flags[i] = the bit of row i's code, which is codes[rows[i]], or codes[i] where `rows` is null.
void tally_test_bits(
    const uint32_t *codes, const uint32_t *rows, size_t count, const uint32_t *bits, uint8_t *flags);

/// Writes values[i] for every i whose code has its bit set, with the room of `tally_keep_bytes`; returns how many there are.
size_t tally_keep_bytes_with_bit(
    const uint32_t *codes, const uint32_t *bits, size_t count, const uint8_t *values, uint8_t *kept);

/// Cuts numbers into buckets, 2 to the power of `bits` of them for each group; see RankScale.swift.
typedef struct {
    double linear;
    int64_t origin;
    int32_t shift;
    int32_t bits;
} tally_rank_scale;

/// The place of a number in the order of buckets, before it is cut.
int64_t tally_rank_position(double value, double linear);

/// Writes the cell of each value: its group's number times 2 to the power of `bits`, and the bucket from 1, or 0 where the
/// value is missing. All cells are below 65,536.
void tally_rank_integers(
    const int64_t *values, const uint32_t *groups, size_t count, tally_rank_scale scale, uint16_t *cells);
void tally_rank_numbers(
    const double *values, const uint32_t *groups, size_t count, tally_rank_scale scale, uint16_t *cells);

/// Cuts differences of times, in counts of units, into such buckets. `first` and `last` are the places (see below) from
/// which and up to which buckets are told apart; none is at a distance of 2 to the power of 31 units.
typedef struct {
    float linear;
    int32_t offset;
    int32_t first;
    int32_t last;
    int32_t shift;
    int32_t bits;
} tally_difference_scale;

/// The place of a difference in the order of buckets, before it is cut.
int32_t tally_difference_position(int32_t difference, float linear);

/// Writes the cell of each difference left - right + offset, of the counts at row rows[i] or at row i where `rows` is null; 0 is
/// a missing count.
void tally_rank_differences(
    const uint32_t *left, const uint32_t *right, const uint32_t *rows, const uint32_t *groups, size_t count,
    tally_difference_scale scale, uint16_t *cells);

/// Adds 1 to the count of every cell; no count has room for more than 65,535.
void tally_count_cells(const uint16_t *cells, size_t count, uint16_t *counts);

/// Writes the places of the cells that are wanted, 1 in `wanted` where 0 stands for the others; returns how many there are.
/// There is room for `count` places. Where there are at most TALLY_CELL_GROUPS groups, `tables` names the wanted cells once
/// more: by round and group one of the group's, or one of another group where it has no more; 0 rounds where there are more
/// groups, or many wanted cells of one.
#define TALLY_CELL_GROUPS 64
size_t tally_find_cells(
    const uint16_t *cells, size_t count, const uint8_t *wanted, const uint16_t *tables, size_t rounds, int bits,
    uint32_t *places);

/// Sorts keys in ascending order; `scratch` is as long, and there are less than 2 to the power of 32.
void tally_sort_keys(int64_t *keys, int64_t *scratch, size_t count);

typedef struct {
    int64_t key;
    uint32_t row;
} tally_keyed_row;

/// Sorts rows by their keys; those with equal keys stay in their order.
void tally_sort_rows(tally_keyed_row *rows, tally_keyed_row *scratch, size_t count);

/// Sets the bit of the code of every text of first ..< end that contains the pattern, of one byte at least. Text i is
/// bytes[offsets[i] ..< offsets[i + 1]], and its code is i + 1.
void tally_mark_texts(
    const uint8_t *bytes, const intptr_t *offsets, size_t first, size_t end, const uint8_t *pattern, size_t length,
    uint32_t *bits);

#endif

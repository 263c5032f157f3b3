// @NOTE@
// Tells the tokens of Tally apart for tree-sitter: by the same rules as the syntax files of other editors, each a row of pieces
// behind each other on a line. A rule is tried where its first piece is a token; what it says about the following tokens is
// remembered until they come, or the line ends.
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tree_sitter/parser.h"

enum Token { @TOKENS@ };

// What patterns are made of. A pattern runs on the token and the rest of its line, in lower case.
enum Operation { SET, SPLIT, JUMP, START, END, LINE_END, LISTED, DONE };

typedef struct {
    uint8_t operation;
    uint16_t first, second;
} Instruction;

typedef struct {
    bool starts;
    uint16_t first, rest;
    uint8_t count;
    uint8_t tokens[8];
} Rule;

static const char *const sets[] = {
@SETS@
};

static const char *const lists[] = {
@LISTS@
};

static const uint16_t programs[] = {@STARTS@};

static const Instruction code[] = {
@CODE@
};

static const Rule rules[] = {
@RULES@
};

enum { LOOKAHEAD = 240, EXPECTED = 8 };

typedef struct {
    // The tokens that a rule has said will follow.
    uint8_t expected[EXPECTED];
    uint8_t count;
    bool behind_semicolon;
} Scanner;

typedef struct {
    char text[LOOKAHEAD + 1];
    int length;
} Line;

static bool is_space(int32_t letter) {
    return letter == ' ' || (letter >= 9 && letter <= 13) || letter == 0xA0 || letter == 0xFEFF;
}
static bool is_digit(int32_t letter) { return letter >= '0' && letter <= '9'; }
// All letters beyond ASCII may be parts of names.
static bool is_word(int32_t letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || is_digit(letter) || letter == '_' ||
           letter >= 128 || letter < 0;
}
static char lower(int32_t letter) {
    if (letter >= 'A' && letter <= 'Z') return (char)(letter + 32);
    return letter >= 0 && letter < 128 ? (char)letter : (char)-1;
}

static bool is_in_list(const char *word, int length, const char *list) {
    for (const char *at = list; (at = strchr(at, '|')) && at[1]; at++)
        if (!strncmp(at + 1, word, (size_t)length) && at[1 + length] == '|') return true;
    return false;
}

// Where a pattern ends that begins at a place; -1 where it does not fit.
static int run(int next, const Line *line, int at) {
    const char *text = line->text;
    for (;;) {
        Instruction one = code[next];
        bool is_behind_word = at > 0 && is_word(text[at - 1]), is_before_word = at < line->length && is_word(text[at]);
        switch (one.operation) {
        case DONE: return at;
        case SET:
            if (at >= line->length || text[at] <= 0 || !strchr(sets[one.first], text[at])) return -1;
            at++;
            break;
        case LISTED: {
            int end = at;
            while (end < line->length && is_word(text[end])) end++;
            if (is_behind_word || end == at || !is_in_list(text + at, end - at, lists[one.first])) return -1;
            at = end;
            break;
        }
        case START:
            if (is_behind_word || !is_before_word) return -1;
            break;
        case END:
            if (!is_behind_word || is_before_word) return -1;
            break;
        case LINE_END:
            if (at < line->length) return -1;
            break;
        case SPLIT: {
            int end = run(one.first, line, at);
            if (end >= 0) return end;
            next = one.second;
            continue;
        }
        case JUMP: next = one.first; continue;
        default: return -1;
        }
        next++;
    }
}

static void advance(TSLexer *lexer, Line *line) {
    if (line->length < LOOKAHEAD) line->text[line->length++] = lower(lexer->lookahead);
    lexer->advance(lexer, false);
}

static bool is_line_end(TSLexer *lexer) {
    return lexer->lookahead == '\n' || lexer->lookahead == '\r' || lexer->eof(lexer);
}

static void scan_digits(TSLexer *lexer, Line *line) {
    while (is_digit(lexer->lookahead) || lexer->lookahead == '_') advance(lexer, line);
}

// Reads so many digits, and says whether they were there.
static bool scan_exactly(TSLexer *lexer, Line *line, int count) {
    while (count > 0 && is_digit(lexer->lookahead)) {
        advance(lexer, line);
        count--;
    }
    return count == 0;
}

// The longest date behind its year: what is marked is the end of the token.
static int scan_date(TSLexer *lexer, Line *line, int length) {
    advance(lexer, line);
    char letter = lower(lexer->lookahead);
    if (letter == 'q' || letter == 'w') {
        advance(lexer, line);
        if (!scan_exactly(lexer, line, letter == 'q' ? 1 : 2) || is_word(lexer->lookahead)) return length;
        lexer->mark_end(lexer);
        return line->length;
    }
    static const struct { char before; } parts[] = {{0}, {'-'}, {'t'}, {':'}, {':'}};
    for (int part = 0; part < 5; part++) {
        if (parts[part].before) {
            if (lower(lexer->lookahead) != parts[part].before) break;
            advance(lexer, line);
        }
        if (!scan_exactly(lexer, line, 2)) break;
        if (!is_word(lexer->lookahead)) {
            lexer->mark_end(lexer);
            length = line->length;
        }
    }
    return length;
}

// A number with its unit, or a date.
static int scan_number(TSLexer *lexer, Line *line) {
    scan_digits(lexer, line);
    lexer->mark_end(lexer);
    int length = line->length;
    if (lexer->lookahead == '-' && length == 4) return scan_date(lexer, line, length);
    if (lexer->lookahead == '.') {
        advance(lexer, line);
        if (!is_digit(lexer->lookahead)) return length;
        while (is_digit(lexer->lookahead)) advance(lexer, line);
        lexer->mark_end(lexer);
        length = line->length;
    }
    if (lower(lexer->lookahead) == 'e') {
        advance(lexer, line);
        if (lexer->lookahead == '+' || lexer->lookahead == '-') advance(lexer, line);
        if (!is_digit(lexer->lookahead)) return length;
        while (is_digit(lexer->lookahead)) advance(lexer, line);
        lexer->mark_end(lexer);
        length = line->length;
    }
    if (lexer->lookahead == '%') {
        advance(lexer, line);
        lexer->mark_end(lexer);
        return line->length;
    }
    int start = line->length;
    while (is_word(lexer->lookahead)) advance(lexer, line);
    if (line->length > start && is_in_list(line->text + start, line->length - start, lists[@UNITS@])) {
        lexer->mark_end(lexer);
        length = line->length;
    }
    return length;
}

// A text or a name in quotes: to the closing one, or to the end of the line.
static void scan_quoted(TSLexer *lexer, int32_t quote) {
    lexer->advance(lexer, false);
    while (!is_line_end(lexer)) {
        bool is_quote = lexer->lookahead == quote;
        lexer->advance(lexer, false);
        if (is_quote && lexer->lookahead != quote) break;
        if (is_quote) lexer->advance(lexer, false);
    }
    lexer->mark_end(lexer);
}

static bool found(TSLexer *lexer, Scanner *scanner, enum Token token) {
    scanner->behind_semicolon = false;
    lexer->result_symbol = token;
    return true;
}

void *tree_sitter_tally_external_scanner_create(void) {
    return calloc(1, sizeof(Scanner));
}

void tree_sitter_tally_external_scanner_destroy(void *payload) { free(payload); }

unsigned tree_sitter_tally_external_scanner_serialize(void *payload, char *buffer) {
    memcpy(buffer, payload, sizeof(Scanner));
    return sizeof(Scanner);
}

void tree_sitter_tally_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
    memset(payload, 0, sizeof(Scanner));
    if (length == sizeof(Scanner)) memcpy(payload, buffer, length);
}

bool tree_sitter_tally_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
    (void)valid;
    Scanner *scanner = payload;
    bool is_first = lexer->get_column(lexer) == 0;
    while (is_space(lexer->lookahead)) {
        if (lexer->lookahead == '\n' || lexer->lookahead == '\r') is_first = true;
        lexer->advance(lexer, true);
    }
    if (lexer->eof(lexer)) return false;
    if (is_first) scanner->count = 0;
    bool starts = is_first || scanner->behind_semicolon;
    int32_t letter = lexer->lookahead;
    if (letter == '"' || letter == '\'' || letter == '`') {
        scan_quoted(lexer, letter);
        scanner->count = 0;
        return found(lexer, scanner, letter == '`' ? NAME : STRING);
    }
    Line line = {.length = 0};
    enum Token token = SIGN;
    int length;
    if (is_digit(letter)) {
        length = scan_number(lexer, &line);
    } else {
        advance(lexer, &line);
        if (is_word(letter)) {
            token = WORD;
            while (is_word(lexer->lookahead)) advance(lexer, &line);
        } else if (letter == '-' && lexer->lookahead == '-') {
            while (!is_line_end(lexer)) lexer->advance(lexer, false);
            lexer->mark_end(lexer);
            scanner->count = 0;
            return found(lexer, scanner, COMMENT);
        } else if (strchr("!<>", (char)letter) && lexer->lookahead == '=') {
            advance(lexer, &line);
        }
        lexer->mark_end(lexer);
        length = line.length;
    }
    if (scanner->count > 0) {
        token = scanner->expected[0];
        memmove(scanner->expected, scanner->expected + 1, EXPECTED - 1);
        scanner->count--;
        return found(lexer, scanner, token);
    }
    while (!is_line_end(lexer) && line.length < LOOKAHEAD) advance(lexer, &line);
    // A token that is longer than what is looked at is no word of the language.
    for (unsigned index = 0; length < LOOKAHEAD && index < sizeof(rules) / sizeof(rules[0]); index++) {
        const Rule *rule = &rules[index];
        if (rule->starts && !starts) continue;
        if (run(programs[rule->first], &line, 0) != length || run(programs[rule->rest], &line, length) < 0) continue;
        token = rule->tokens[0];
        scanner->count = (uint8_t)(rule->count - 1);
        memcpy(scanner->expected, rule->tokens + 1, EXPECTED - 1);
        break;
    }
    found(lexer, scanner, token);
    scanner->behind_semicolon = letter == ';';
    return true;
}

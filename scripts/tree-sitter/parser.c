// @NOTE@
// The tables of `source_file = { token }` in the form that the runtime of tree-sitter reads.
#include "tree_sitter/parser.h"

enum { TOKENS = @COUNT@, SYMBOLS = TOKENS + 3, STATES = 6, SOURCE = TOKENS + 1, REPEAT = TOKENS + 2 };

void *tree_sitter_tally_external_scanner_create(void);
void tree_sitter_tally_external_scanner_destroy(void *);
bool tree_sitter_tally_external_scanner_scan(void *, TSLexer *, const bool *);
unsigned tree_sitter_tally_external_scanner_serialize(void *, char *);
void tree_sitter_tally_external_scanner_deserialize(void *, const char *, unsigned);

static const char *const symbol_names[] = {@NAMES@};
static const TSSymbolMetadata symbol_metadata[] = {@SHOWN@};

// Actions of tokens, and behind them the states that nodes lead to.
static const uint16_t parse_table[STATES][SYMBOLS] = {
@TABLE@
};

#define REDUCE(to, children) \
    {.action = {.reduce = {.type = TSParseActionTypeReduce, .child_count = children, .symbol = to}}}

static const TSParseActionEntry parse_actions[] = {
    [0] = {.entry = {.count = 0, .reusable = false}},
    [1] = {.entry = {.count = 1, .reusable = true}}, REDUCE(SOURCE, 0),
    [3] = {.entry = {.count = 1, .reusable = true}}, {.action = {.shift = {.type = TSParseActionTypeShift, .state = 3}}},
    [5] = {.entry = {.count = 1, .reusable = true}}, REDUCE(REPEAT, 1),
    [7] = {.entry = {.count = 1, .reusable = true}}, REDUCE(REPEAT, 2),
    [9] = {.entry = {.count = 1, .reusable = false}}, {.action = {.type = TSParseActionTypeRecover}},
    [11] = {.entry = {.count = 1, .reusable = true}}, REDUCE(SOURCE, 1),
    [13] = {.entry = {.count = 1, .reusable = true}}, {.action = {.type = TSParseActionTypeAccept}},
};

static const TSLexMode lex_modes[STATES] = {{0, 1}, {0, 1}, {0, 1}, {0, 1}, {0, 0}, {0, 1}};
static const TSStateId primary_state_ids[STATES] = {0, 1, 2, 3, 4, 5};
static const uint16_t alias_map[] = {0};
static const TSSymbol alias_sequences[1][2] = {{0}};

static const bool external_states[2][TOKENS] = {
    {false}, {[0 ... TOKENS - 1] = true},
};

// What is left when the scanner finds no token: the end.
static bool lex(TSLexer *lexer, TSStateId state) {
    (void)state;
    while (!lexer->eof(lexer) && (lexer->lookahead == ' ' || (lexer->lookahead >= 9 && lexer->lookahead <= 13)
                                  || lexer->lookahead == 0xA0 || lexer->lookahead == 0xFEFF))
        lexer->advance(lexer, true);
    if (!lexer->eof(lexer)) return false;
    lexer->result_symbol = 0;
    lexer->mark_end(lexer);
    return true;
}

#ifdef _WIN32
__declspec(dllexport)
#else
__attribute__((visibility("default")))
#endif
const TSLanguage *tree_sitter_tally(void) {
    static TSSymbol symbols[SYMBOLS];
    for (int index = 0; index < SYMBOLS; index++) symbols[index] = (TSSymbol)index;
    static const TSLanguage language = {
        .version = 14,
        .symbol_count = SYMBOLS,
        .token_count = TOKENS + 1,
        .external_token_count = TOKENS,
        .state_count = STATES,
        .large_state_count = STATES,
        .production_id_count = 1,
        .max_alias_sequence_length = 2,
        .parse_table = &parse_table[0][0],
        .parse_actions = parse_actions,
        .symbol_names = symbol_names,
        .symbol_metadata = symbol_metadata,
        .public_symbol_map = symbols,
        .alias_map = alias_map,
        .alias_sequences = &alias_sequences[0][0],
        .lex_modes = lex_modes,
        .lex_fn = lex,
        .external_scanner = {
            &external_states[0][0], symbols + 1, tree_sitter_tally_external_scanner_create,
            tree_sitter_tally_external_scanner_destroy, tree_sitter_tally_external_scanner_scan,
            tree_sitter_tally_external_scanner_serialize, tree_sitter_tally_external_scanner_deserialize,
        },
        .primary_state_ids = primary_state_ids,
    };
    return &language;
}

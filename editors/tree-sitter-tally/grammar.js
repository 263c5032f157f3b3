// Written by scripts/editor-grammars from the grammar; do not edit.
// A text is a row of tokens; src/scanner.c tells them apart.
module.exports = grammar({
    name: "tally",
    extras: ($) => [/\s/],
    externals: ($) => [$.comment, $.string, $.number, $.constant, $.keyword, $.operator, $.measure, $.function, $.call, $.name, $.word, $.sign],
    rules: { source_file: ($) => repeat(choice($.comment, $.string, $.number, $.constant, $.keyword, $.operator, $.measure, $.function, $.call, $.name, $.word, $.sign)) },
});

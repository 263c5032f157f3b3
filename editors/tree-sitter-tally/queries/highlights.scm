; Written by scripts/editor-grammars from the grammar; do not edit.
(comment) @comment
(string) @string
(number) @constant.numeric
(constant) @constant.builtin
(keyword) @keyword
(operator) @operator
(measure) @type.builtin
(function) @function.builtin
(call) @function
(name) @variable
(word) @variable
(sign) @punctuation.delimiter

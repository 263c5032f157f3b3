// Written by scripts/editor-grammars from the grammar; do not edit.
// Tells the tokens of Tally apart for tree-sitter: by the same rules as the syntax files of other editors, each a row of pieces
// behind each other on a line. A rule is tried where its first piece is a token; what it says about the following tokens is
// remembered until they come, or the line ends.
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tree_sitter/parser.h"

enum Token { COMMENT, STRING, NUMBER, CONSTANT, KEYWORD, OPERATOR, MEASURE, FUNCTION, CALL, NAME, WORD, SIGN };

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
    "\t ",
    "_abcdefghijklmnopqrstuvwxyz",
    "0123456789_abcdefghijklmnopqrstuvwxyz",
    "=",
    "(",
    "\"'",
    "0123456789",
    "r",
    "e",
    "c",
    "o",
    "d",
    "-",
    "p",
    ",",
    "m",
    "i",
    "n",
    "u",
    "t",
    "h",
    "a",
    "y",
    "w",
    "k",
    "q",
    "s",
    ".0123456789",
    "%",
    "0123456789_",
    ".",
    "+-",
    "b",
    "f",
    ":",
    "1234",
    "!",
    "<",
    ">",
    "*+-/;<=>|~",
};

static const char *const lists[] = {
    "|dataset|",
    "|matches|",
    "|set|",
    "|define|",
    "|expect|",
    "|none|",
    "|define|measure|param|view|span|dataset|expect|set|use|save|explain|",
    "|missing|",
    "|key|time|flag|category|number|text|point|",
    "|doc|",
    "|recode|yes|",
    "|crs|",
    "|ordered|",
    "|show|list|by|across|",
    "|sum|avg|median|min|max|distinct|mode|stddev|variance|first|last|gini|share|rank|index|anomaly|running|rolling|change|growth|count|arrivals|closures|removed|others|totals|n|ci|asc|desc|wait|vs|",
    "|last|next|",
    "|this|previous|",
    "|minute|hour|day|week|month|quarter|year|",
    "|same|",
    "|last|",
    "|year|",
    "|over|",
    "|starts|ends|",
    "|with|",
    "|is|",
    "|missing|known|",
    "|to|vs|",
    "|rest|",
    "|draw|",
    "|bars|line|spark|heatmap|histogram|box|map|table|",
    "|n|",
    "|others|totals|",
    "|ci|",
    "|share|rank|index|anomaly|",
    "|of|",
    "|change|growth|",
    "|in|",
    "|if|",
    "|from|where|group|over|across|show|list|having|compare|sort|top|bottom|limit|with|as|dedupe|lookup|fill|test|why|draw|into|by|of|to|per|on|within|if|always|asc|desc|for|vs|containing|adjusted|",
    "|or|and|not|in|between|is|contains|matches|",
    "|true|false|missing|as_of|others|totals|ci|",
    "|sum|avg|median|min|max|distinct|mode|stddev|variance|first|last|gini|share|rank|index|anomaly|running|rolling|change|growth|count|arrivals|closures|removed|wait|",
    "|if|case|coalesce|repeat|business_days|year|quarter|month|week|day|hour|minute|date|weekday|month_name|weekday_number|business_time|days|hours|bucket|abs|round|floor|ceil|log|exp|sqrt|lower|upper|trim|length|replace|split|before|after|latitude|longitude|distance|grid|",
    "|min|mo|mi|bd|pp|km|ft|s|h|d|w|y|m|",
};

static const uint16_t programs[] = {0, 2, 14, 16, 29, 31, 44, 46, 50, 52, 58, 60, 65, 67, 69, 82, 84, 86, 90, 92, 109, 111, 126, 128, 144, 153, 158, 160, 218, 220, 224, 226, 236, 238, 240, 244, 246, 250, 252, 256, 258, 262, 264, 268, 270, 279, 281, 295, 297, 301, 303, 307, 374, 409, 410, 476, 478, 480, 482, 484, 486, 495, 497, 504, 506};

static const Instruction code[] = {
    {LISTED, 0, 0},
    {DONE, 0, 0},
    {SET, 0, 0},
    {SPLIT, 2, 4},
    {START, 0, 0},
    {SET, 1, 0},
    {SPLIT, 7, 9},
    {SET, 2, 0},
    {JUMP, 6, 0},
    {END, 0, 0},
    {SET, 0, 0},
    {SPLIT, 10, 12},
    {LISTED, 1, 0},
    {DONE, 0, 0},
    {LISTED, 2, 0},
    {DONE, 0, 0},
    {SET, 0, 0},
    {SPLIT, 16, 18},
    {START, 0, 0},
    {SET, 1, 0},
    {SPLIT, 21, 23},
    {SET, 2, 0},
    {JUMP, 20, 0},
    {END, 0, 0},
    {SPLIT, 25, 27},
    {SET, 0, 0},
    {JUMP, 24, 0},
    {SET, 3, 0},
    {DONE, 0, 0},
    {LISTED, 3, 0},
    {DONE, 0, 0},
    {SET, 0, 0},
    {SPLIT, 31, 33},
    {START, 0, 0},
    {SET, 1, 0},
    {SPLIT, 36, 38},
    {SET, 2, 0},
    {JUMP, 35, 0},
    {END, 0, 0},
    {SPLIT, 40, 42},
    {SET, 0, 0},
    {JUMP, 39, 0},
    {SET, 4, 0},
    {DONE, 0, 0},
    {LISTED, 4, 0},
    {DONE, 0, 0},
    {SET, 0, 0},
    {SPLIT, 46, 48},
    {LISTED, 5, 0},
    {DONE, 0, 0},
    {LISTED, 6, 0},
    {DONE, 0, 0},
    {SPLIT, 53, 56},
    {SET, 0, 0},
    {SPLIT, 53, 55},
    {JUMP, 57, 0},
    {LINE_END, 0, 0},
    {DONE, 0, 0},
    {LISTED, 7, 0},
    {DONE, 0, 0},
    {SPLIT, 61, 63},
    {SET, 0, 0},
    {JUMP, 60, 0},
    {SET, 5, 0},
    {DONE, 0, 0},
    {LISTED, 8, 0},
    {DONE, 0, 0},
    {LISTED, 9, 0},
    {DONE, 0, 0},
    {SET, 0, 0},
    {SPLIT, 69, 71},
    {START, 0, 0},
    {SET, 1, 0},
    {SPLIT, 74, 76},
    {SET, 2, 0},
    {JUMP, 73, 0},
    {END, 0, 0},
    {SPLIT, 78, 80},
    {SET, 0, 0},
    {JUMP, 77, 0},
    {SET, 5, 0},
    {DONE, 0, 0},
    {LISTED, 10, 0},
    {DONE, 0, 0},
    {LISTED, 11, 0},
    {DONE, 0, 0},
    {SET, 0, 0},
    {SPLIT, 86, 88},
    {SET, 6, 0},
    {DONE, 0, 0},
    {LISTED, 12, 0},
    {DONE, 0, 0},
    {SPLIT, 93, 95},
    {SET, 0, 0},
    {JUMP, 92, 0},
    {SPLIT, 96, 98},
    {LINE_END, 0, 0},
    {JUMP, 108, 0},
    {SPLIT, 99, 106},
    {SET, 7, 0},
    {SET, 8, 0},
    {SET, 9, 0},
    {SET, 10, 0},
    {SET, 11, 0},
    {SET, 8, 0},
    {JUMP, 108, 0},
    {SET, 12, 0},
    {SET, 12, 0},
    {DONE, 0, 0},
    {LISTED, 13, 0},
    {DONE, 0, 0},
    {SET, 0, 0},
    {SPLIT, 111, 113},
    {SPLIT, 114, 116},
    {LISTED, 14, 0},
    {JUMP, 121, 0},
    {START, 0, 0},
    {SET, 13, 0},
    {SET, 6, 0},
    {SET, 6, 0},
    {END, 0, 0},
    {SPLIT, 122, 124},
    {SET, 0, 0},
    {JUMP, 121, 0},
    {SET, 3, 0},
    {DONE, 0, 0},
    {SET, 14, 0},
    {DONE, 0, 0},
    {SPLIT, 129, 131},
    {SET, 0, 0},
    {JUMP, 128, 0},
    {SPLIT, 132, 134},
    {LISTED, 14, 0},
    {JUMP, 139, 0},
    {START, 0, 0},
    {SET, 13, 0},
    {SET, 6, 0},
    {SET, 6, 0},
    {END, 0, 0},
    {SPLIT, 140, 142},
    {SET, 0, 0},
    {JUMP, 139, 0},
    {SET, 3, 0},
    {DONE, 0, 0},
    {SPLIT, 145, 147},
    {LISTED, 14, 0},
    {JUMP, 152, 0},
    {START, 0, 0},
    {SET, 13, 0},
    {SET, 6, 0},
    {SET, 6, 0},
    {END, 0, 0},
    {DONE, 0, 0},
    {SPLIT, 154, 156},
    {SET, 0, 0},
    {JUMP, 153, 0},
    {SET, 3, 0},
    {DONE, 0, 0},
    {LISTED, 15, 0},
    {DONE, 0, 0},
    {SET, 0, 0},
    {SPLIT, 160, 162},
    {START, 0, 0},
    {SET, 6, 0},
    {SPLIT, 163, 165},
    {END, 0, 0},
    {SET, 0, 0},
    {SPLIT, 166, 168},
    {START, 0, 0},
    {SPLIT, 170, 177},
    {SET, 15, 0},
    {SET, 16, 0},
    {SET, 17, 0},
    {SET, 18, 0},
    {SET, 19, 0},
    {SET, 8, 0},
    {JUMP, 214, 0},
    {SPLIT, 178, 183},
    {SET, 20, 0},
    {SET, 10, 0},
    {SET, 18, 0},
    {SET, 7, 0},
    {JUMP, 214, 0},
    {SPLIT, 184, 188},
    {SET, 11, 0},
    {SET, 21, 0},
    {SET, 22, 0},
    {JUMP, 214, 0},
    {SPLIT, 189, 194},
    {SET, 23, 0},
    {SET, 8, 0},
    {SET, 8, 0},
    {SET, 24, 0},
    {JUMP, 214, 0},
    {SPLIT, 195, 201},
    {SET, 15, 0},
    {SET, 10, 0},
    {SET, 17, 0},
    {SET, 19, 0},
    {SET, 20, 0},
    {JUMP, 214, 0},
    {SPLIT, 202, 210},
    {SET, 25, 0},
    {SET, 18, 0},
    {SET, 21, 0},
    {SET, 7, 0},
    {SET, 19, 0},
    {SET, 8, 0},
    {SET, 7, 0},
    {JUMP, 214, 0},
    {SET, 22, 0},
    {SET, 8, 0},
    {SET, 21, 0},
    {SET, 7, 0},
    {SPLIT, 215, 216},
    {SET, 26, 0},
    {END, 0, 0},
    {DONE, 0, 0},
    {LISTED, 16, 0},
    {DONE, 0, 0},
    {SET, 0, 0},
    {SPLIT, 220, 222},
    {LISTED, 17, 0},
    {DONE, 0, 0},
    {LISTED, 18, 0},
    {DONE, 0, 0},
    {SET, 0, 0},
    {SPLIT, 226, 228},
    {LISTED, 17, 0},
    {SET, 0, 0},
    {SPLIT, 229, 231},
    {LISTED, 19, 0},
    {SET, 0, 0},
    {SPLIT, 232, 234},
    {LISTED, 20, 0},
    {DONE, 0, 0},
    {LISTED, 21, 0},
    {DONE, 0, 0},
    {LISTED, 22, 0},
    {DONE, 0, 0},
    {SET, 0, 0},
    {SPLIT, 240, 242},
    {LISTED, 23, 0},
    {DONE, 0, 0},
    {LISTED, 24, 0},
    {DONE, 0, 0},
    {SET, 0, 0},
    {SPLIT, 246, 248},
    {LISTED, 25, 0},
    {DONE, 0, 0},
    {LISTED, 26, 0},
    {DONE, 0, 0},
    {SET, 0, 0},
    {SPLIT, 252, 254},
    {LISTED, 27, 0},
    {DONE, 0, 0},
    {LISTED, 28, 0},
    {DONE, 0, 0},
    {SET, 0, 0},
    {SPLIT, 258, 260},
    {LISTED, 29, 0},
    {DONE, 0, 0},
    {LISTED, 23, 0},
    {DONE, 0, 0},
    {SET, 0, 0},
    {SPLIT, 264, 266},
    {LISTED, 30, 0},
    {DONE, 0, 0},
    {LISTED, 31, 0},
    {DONE, 0, 0},
    {SPLIT, 271, 273},
    {SET, 0, 0},
    {JUMP, 270, 0},
    {SET, 14, 0},
    {SPLIT, 275, 277},
    {SET, 0, 0},
    {JUMP, 274, 0},
    {LISTED, 30, 0},
    {DONE, 0, 0},
    {LISTED, 32, 0},
    {DONE, 0, 0},
    {SET, 0, 0},
    {SPLIT, 281, 283},
    {SET, 27, 0},
    {SPLIT, 283, 285},
    {SET, 28, 0},
    {SPLIT, 287, 289},
    {SET, 0, 0},
    {JUMP, 286, 0},
    {SET, 14, 0},
    {SPLIT, 291, 293},
    {SET, 0, 0},
    {JUMP, 290, 0},
    {LISTED, 30, 0},
    {DONE, 0, 0},
    {LISTED, 33, 0},
    {DONE, 0, 0},
    {SET, 0, 0},
    {SPLIT, 297, 299},
    {LISTED, 34, 0},
    {DONE, 0, 0},
    {LISTED, 35, 0},
    {DONE, 0, 0},
    {SET, 0, 0},
    {SPLIT, 303, 305},
    {LISTED, 36, 0},
    {DONE, 0, 0},
    {SET, 0, 0},
    {SPLIT, 307, 309},
    {START, 0, 0},
    {SET, 6, 0},
    {SPLIT, 312, 314},
    {SET, 29, 0},
    {JUMP, 311, 0},
    {SPLIT, 315, 318},
    {SET, 30, 0},
    {SET, 6, 0},
    {SPLIT, 316, 318},
    {SPLIT, 319, 324},
    {SET, 8, 0},
    {SPLIT, 321, 322},
    {SET, 31, 0},
    {SET, 6, 0},
    {SPLIT, 322, 324},
    {SPLIT, 325, 329},
    {SET, 15, 0},
    {SET, 16, 0},
    {SET, 17, 0},
    {JUMP, 369, 0},
    {SPLIT, 330, 333},
    {SET, 15, 0},
    {SET, 10, 0},
    {JUMP, 369, 0},
    {SPLIT, 334, 337},
    {SET, 15, 0},
    {SET, 16, 0},
    {JUMP, 369, 0},
    {SPLIT, 338, 341},
    {SET, 32, 0},
    {SET, 11, 0},
    {JUMP, 369, 0},
    {SPLIT, 342, 345},
    {SET, 13, 0},
    {SET, 13, 0},
    {JUMP, 369, 0},
    {SPLIT, 346, 349},
    {SET, 24, 0},
    {SET, 15, 0},
    {JUMP, 369, 0},
    {SPLIT, 350, 353},
    {SET, 33, 0},
    {SET, 19, 0},
    {JUMP, 369, 0},
    {SPLIT, 354, 356},
    {SET, 26, 0},
    {JUMP, 369, 0},
    {SPLIT, 357, 359},
    {SET, 20, 0},
    {JUMP, 369, 0},
    {SPLIT, 360, 362},
    {SET, 11, 0},
    {JUMP, 369, 0},
    {SPLIT, 363, 365},
    {SET, 23, 0},
    {JUMP, 369, 0},
    {SPLIT, 366, 368},
    {SET, 22, 0},
    {JUMP, 369, 0},
    {SET, 15, 0},
    {END, 0, 0},
    {SET, 0, 0},
    {SPLIT, 370, 372},
    {LISTED, 36, 0},
    {DONE, 0, 0},
    {START, 0, 0},
    {SET, 6, 0},
    {SET, 6, 0},
    {SET, 6, 0},
    {SET, 6, 0},
    {SET, 12, 0},
    {SPLIT, 381, 400},
    {SET, 6, 0},
    {SET, 6, 0},
    {SPLIT, 384, 399},
    {SET, 12, 0},
    {SET, 6, 0},
    {SET, 6, 0},
    {SPLIT, 388, 399},
    {SET, 19, 0},
    {SET, 6, 0},
    {SET, 6, 0},
    {SPLIT, 392, 399},
    {SET, 34, 0},
    {SET, 6, 0},
    {SET, 6, 0},
    {SPLIT, 396, 399},
    {SET, 34, 0},
    {SET, 6, 0},
    {SET, 6, 0},
    {JUMP, 407, 0},
    {SPLIT, 401, 404},
    {SET, 25, 0},
    {SET, 35, 0},
    {JUMP, 407, 0},
    {SET, 23, 0},
    {SET, 6, 0},
    {SET, 6, 0},
    {END, 0, 0},
    {DONE, 0, 0},
    {DONE, 0, 0},
    {START, 0, 0},
    {SET, 6, 0},
    {SPLIT, 413, 415},
    {SET, 29, 0},
    {JUMP, 412, 0},
    {SPLIT, 416, 419},
    {SET, 30, 0},
    {SET, 6, 0},
    {SPLIT, 417, 419},
    {SPLIT, 420, 425},
    {SET, 8, 0},
    {SPLIT, 422, 423},
    {SET, 31, 0},
    {SET, 6, 0},
    {SPLIT, 423, 425},
    {SPLIT, 426, 475},
    {SPLIT, 427, 429},
    {SET, 28, 0},
    {JUMP, 475, 0},
    {SPLIT, 430, 434},
    {SET, 15, 0},
    {SET, 16, 0},
    {SET, 17, 0},
    {JUMP, 474, 0},
    {SPLIT, 435, 438},
    {SET, 15, 0},
    {SET, 10, 0},
    {JUMP, 474, 0},
    {SPLIT, 439, 442},
    {SET, 15, 0},
    {SET, 16, 0},
    {JUMP, 474, 0},
    {SPLIT, 443, 446},
    {SET, 32, 0},
    {SET, 11, 0},
    {JUMP, 474, 0},
    {SPLIT, 447, 450},
    {SET, 13, 0},
    {SET, 13, 0},
    {JUMP, 474, 0},
    {SPLIT, 451, 454},
    {SET, 24, 0},
    {SET, 15, 0},
    {JUMP, 474, 0},
    {SPLIT, 455, 458},
    {SET, 33, 0},
    {SET, 19, 0},
    {JUMP, 474, 0},
    {SPLIT, 459, 461},
    {SET, 26, 0},
    {JUMP, 474, 0},
    {SPLIT, 462, 464},
    {SET, 20, 0},
    {JUMP, 474, 0},
    {SPLIT, 465, 467},
    {SET, 11, 0},
    {JUMP, 474, 0},
    {SPLIT, 468, 470},
    {SET, 23, 0},
    {JUMP, 474, 0},
    {SPLIT, 471, 473},
    {SET, 22, 0},
    {JUMP, 474, 0},
    {SET, 15, 0},
    {END, 0, 0},
    {DONE, 0, 0},
    {LISTED, 37, 0},
    {DONE, 0, 0},
    {SET, 4, 0},
    {DONE, 0, 0},
    {LISTED, 38, 0},
    {DONE, 0, 0},
    {LISTED, 39, 0},
    {DONE, 0, 0},
    {LISTED, 40, 0},
    {DONE, 0, 0},
    {SPLIT, 487, 489},
    {LISTED, 41, 0},
    {JUMP, 494, 0},
    {START, 0, 0},
    {SET, 13, 0},
    {SET, 6, 0},
    {SET, 6, 0},
    {END, 0, 0},
    {DONE, 0, 0},
    {LISTED, 42, 0},
    {DONE, 0, 0},
    {START, 0, 0},
    {SET, 1, 0},
    {SPLIT, 500, 502},
    {SET, 2, 0},
    {JUMP, 499, 0},
    {END, 0, 0},
    {DONE, 0, 0},
    {SET, 28, 0},
    {DONE, 0, 0},
    {SPLIT, 507, 510},
    {SET, 36, 0},
    {SET, 3, 0},
    {JUMP, 519, 0},
    {SPLIT, 511, 514},
    {SET, 37, 0},
    {SET, 3, 0},
    {JUMP, 519, 0},
    {SPLIT, 515, 518},
    {SET, 38, 0},
    {SET, 3, 0},
    {JUMP, 519, 0},
    {SET, 39, 0},
    {DONE, 0, 0},
};

static const Rule rules[] = {
    {true, 0, 1, 3, {KEYWORD, NAME, KEYWORD}},
    {true, 2, 3, 2, {KEYWORD, CONSTANT}},
    {true, 4, 5, 2, {KEYWORD, NAME}},
    {true, 6, 7, 2, {KEYWORD, KEYWORD}},
    {true, 8, 9, 1, {KEYWORD}},
    {true, 10, 11, 1, {KEYWORD}},
    {true, 12, 3, 2, {KEYWORD, NAME}},
    {true, 13, 14, 2, {KEYWORD, NAME}},
    {false, 15, 11, 1, {KEYWORD}},
    {false, 16, 17, 1, {KEYWORD}},
    {false, 18, 19, 1, {KEYWORD}},
    {false, 20, 21, 2, {KEYWORD, NAME}},
    {false, 22, 23, 2, {SIGN, NAME}},
    {true, 24, 25, 1, {NAME}},
    {false, 26, 27, 3, {CONSTANT, CONSTANT, CONSTANT}},
    {false, 28, 29, 2, {CONSTANT, CONSTANT}},
    {false, 30, 31, 4, {CONSTANT, CONSTANT, CONSTANT, CONSTANT}},
    {false, 32, 29, 2, {KEYWORD, CONSTANT}},
    {false, 33, 34, 2, {OPERATOR, OPERATOR}},
    {false, 35, 36, 2, {OPERATOR, OPERATOR}},
    {false, 37, 38, 2, {KEYWORD, KEYWORD}},
    {false, 39, 40, 2, {KEYWORD, CONSTANT}},
    {false, 41, 42, 2, {KEYWORD, CONSTANT}},
    {false, 43, 44, 3, {CONSTANT, SIGN, CONSTANT}},
    {false, 45, 46, 4, {CONSTANT, NUMBER, SIGN, CONSTANT}},
    {false, 47, 48, 2, {MEASURE, MEASURE}},
    {false, 49, 50, 2, {MEASURE, MEASURE}},
    {false, 49, 51, 3, {MEASURE, NUMBER, MEASURE}},
    {false, 52, 53, 1, {CONSTANT}},
    {false, 54, 53, 1, {NUMBER}},
    {false, 55, 56, 1, {FUNCTION}},
    {false, 57, 53, 1, {KEYWORD}},
    {false, 58, 53, 1, {OPERATOR}},
    {false, 59, 53, 1, {CONSTANT}},
    {false, 60, 53, 1, {MEASURE}},
    {false, 61, 56, 1, {FUNCTION}},
    {false, 62, 56, 1, {CALL}},
    {false, 63, 53, 1, {MEASURE}},
    {false, 64, 53, 1, {OPERATOR}},
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
    if (line->length > start && is_in_list(line->text + start, line->length - start, lists[43])) {
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

// The part of GNU Readline that Tally uses. Swift 6 refuses C's global variables, so they are read and set through the
// functions below; everything else is called directly.
#ifndef TALLY_CREADLINE_SHIM_H
#define TALLY_CREADLINE_SHIM_H

#include <stdio.h>
#include <stdlib.h>
#include <readline/readline.h>
#include <readline/history.h>

#if !defined(RL_READLINE_VERSION) || RL_READLINE_VERSION < 0x0800
#error "GNU Readline 8 or later is needed (Debian: libreadline-dev, macOS: brew install readline), not libedit"
#endif

static inline void tally_rl_set_name(const char *name) { rl_readline_name = name; }
static inline void tally_rl_set_catches_signals(int catches) {
    rl_catch_signals = catches;
    rl_catch_sigwinch = catches;
}
static inline int tally_rl_point(void) { return rl_point; }
static inline void tally_rl_set_point(int point) { rl_point = point; }
static inline int tally_rl_end(void) { return rl_end; }
static inline void tally_rl_prepare_terminal(void) { rl_prep_terminal(1); }

static inline const char *tally_rl_text(void) { return rl_line_buffer; }
static inline void tally_rl_set_redisplay(void (*redisplay)(void)) { rl_redisplay_function = redisplay; }
static inline void tally_rl_reset_redisplay(void) { rl_redisplay_function = rl_redisplay; }
static inline int tally_rl_is_searching(void) {
    return RL_ISSTATE(RL_STATE_ISEARCH | RL_STATE_NSEARCH | RL_STATE_NUMERICARG | RL_STATE_DONE) != 0;
}
static inline Keymap tally_rl_emacs_map(void) { return emacs_standard_keymap; }
static inline Keymap tally_rl_vi_insertion_map(void) { return vi_insertion_keymap; }
static inline Keymap tally_rl_vi_movement_map(void) { return vi_movement_keymap; }

static inline int tally_history_count(void) { return history_length; }
static inline int tally_history_base(void) { return history_base; }

// With a comment character set, the history file carries a time stamp before each entry, and that is what lets entries
// of several lines come back as they were.
static inline void tally_history_keep_multiline(void) {
    history_comment_char = '#';
    history_write_timestamps = 1;
}

#endif

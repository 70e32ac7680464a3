// The screen's state, for the files of this target that include curses.h.
#ifndef CTERMINAL_SCREEN_H
#define CTERMINAL_SCREEN_H

#include <curses.h>
#include <stdio.h>

#include "CTerminal.h"

struct CTScreen {
  SCREEN *screen;
  FILE *input_file;
  FILE *output_file;
  int input;
  int output;
  int colors;
  bool mouse;
  bool redirects_stderr;
  bool catches_signals;
  bool understands_private_modes;  // an ECMA-48 terminal: unknown modes do no harm
  bool shows_cursor;
  bool is_open;
};

void ct_define_keys(void);
// Takes and gives back the terminal, for suspending and for the whole session.
void ct_enter(CTScreen *screen);
void ct_leave(CTScreen *screen);

#endif

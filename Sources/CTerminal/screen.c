// Opening, drawing and closing: ncurses behind plain C.
#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <curses.h>

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "CTerminal.h"
#include "internal.h"
#include "screen.h"

static CTScreen the_screen;

bool ct_use_locale(const char *name) {
  const char *charset = strchr(name, '.');
  if (setlocale(LC_CTYPE, name) != NULL && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
  // A person who asked for another character set has a terminal that shows that one.
  bool names_other = charset != NULL && strncasecmp(charset, ".utf", 4) != 0;
  if (!names_other) {
    if (setlocale(LC_CTYPE, "C.UTF-8") != NULL || setlocale(LC_CTYPE, "UTF-8") != NULL) {
      return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    }
  }
  setlocale(LC_CTYPE, "C");
  return false;
}

// Appends a terminfo string without its padding notes "$<5>".
static void append_capability(char *text, size_t size, const char *name) {
  const char *value = tigetstr(name);
  if (value == NULL || value == (char *)-1) return;
  size_t length = strlen(text);
  while (*value != 0 && length + 1 < size) {
    if (value[0] == '$' && value[1] == '<') {
      const char *end = strchr(value, '>');
      if (end != NULL) {
        value = end + 1;
        continue;
      }
    }
    text[length++] = *value++;
  }
  text[length] = 0;
}

static void write_modes(CTScreen *s, const char *modes) {
  if (!s->understands_private_modes) return;
  ssize_t ignored = write(s->output, modes, strlen(modes));
  (void)ignored;
}

void ct_enter(CTScreen *s) {
  if (s->redirects_stderr) ct_stderr_divert();
  ct_restore_arm();
  clearok(curscr, TRUE);
  wrefresh(stdscr);
  write_modes(s, "\033[?2004h");
  if (s->mouse) write_modes(s, "\033[?1002h\033[?1006h");
}

void ct_leave(CTScreen *s) {
  if (s->mouse) write_modes(s, "\033[?1006l\033[?1002l");
  write_modes(s, "\033[?2004l");
  endwin();
  ct_restore_disarm();
  ct_stderr_return();
}

static void prepare_restore(CTScreen *s) {
  char bytes[512] = "";
  if (s->understands_private_modes) strcat(bytes, "\033[?1006l\033[?1002l\033[?2004l");
  append_capability(bytes, sizeof bytes, "sgr0");
  append_capability(bytes, sizeof bytes, "op");
  append_capability(bytes, sizeof bytes, "cnorm");
  append_capability(bytes, sizeof bytes, "rmkx");
  append_capability(bytes, sizeof bytes, "rmcup");
  ct_restore_prepare(s->output, bytes);
}

static CTOpenResult start(CTScreen *s, const CTOptions *o) {
  int input = dup(s->input), output = dup(s->output);
  s->input_file = input < 0 ? NULL : fdopen(input, "r");
  s->output_file = output < 0 ? NULL : fdopen(output, "w");
  if (s->input_file == NULL || s->output_file == NULL) return CTOpenResultSystemError;
  ct_restore_save_modes(isatty(s->output) ? s->output : s->input);
  set_escdelay(o->escape_milliseconds);
  s->screen = newterm(o->term, s->output_file, s->input_file);
  if (s->screen == NULL) return CTOpenResultUnknownTerminal;
  const char *cup = tigetstr("cup");
  if (cup == NULL || cup == (char *)-1) return CTOpenResultCannotMoveCursor;
  s->understands_private_modes = strncmp(cup, "\033[", 2) == 0;
  return CTOpenResultOpened;
}

static void discard(CTScreen *s) {
  if (s->screen != NULL) delscreen(s->screen);
  if (s->input_file != NULL) fclose(s->input_file);
  if (s->output_file != NULL) fclose(s->output_file);
  if (s->catches_signals) ct_signals_remove();
  ct_stderr_forget();
  memset(s, 0, sizeof *s);
}

CTOpenResult ct_open(const CTOptions *o, CTScreen **opened) {
  CTScreen *s = &the_screen;
  if (s->is_open) return CTOpenResultAlreadyOpen;
  if (o->requires_terminal && !isatty(o->input)) return CTOpenResultInputNoTerminal;
  if (o->requires_terminal && !isatty(o->output)) return CTOpenResultOutputNoTerminal;
  *s = (CTScreen){
      .input = o->input, .output = o->output, .mouse = o->mouse,
      .redirects_stderr = o->redirects_stderr, .catches_signals = o->catches_signals};

  // Before newterm: ncurses leaves signals alone that are caught already. Its own handlers would
  // end the process with a status that hides the signal.
  if (s->catches_signals && !ct_signals_install()) return CTOpenResultSystemError;
  CTOpenResult result = start(s, o);
  if (result != CTOpenResultOpened) {
    int saved_errno = errno;
    if (s->screen != NULL) endwin();
    discard(s);
    errno = saved_errno;
    return result;
  }
  s->is_open = true;
  prepare_restore(s);
  raw();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  meta(stdscr, TRUE);
  leaveok(stdscr, FALSE);
  ct_define_keys();
  s->colors = o->color ? tigetnum("colors") : 0;
  if (s->colors < 8 || start_color() == ERR || use_default_colors() == ERR) s->colors = 0;
  if (o->columns > 0 && o->rows > 0) resize_term(o->rows, o->columns);
  curs_set(0);
  ct_enter(s);
  *opened = s;
  return CTOpenResultOpened;
}

void ct_close(CTScreen *s) {
  if (!s->is_open) return;
  ct_leave(s);
  discard(s);
}

int ct_columns(const CTScreen *s) { return s->is_open ? getmaxx(stdscr) : 0; }
int ct_rows(const CTScreen *s) { return s->is_open ? getmaxy(stdscr) : 0; }
int ct_colors(const CTScreen *s) { return s->colors; }

void ct_erase(CTScreen *s) {
  (void)s;
  werase(stdscr);
}

void ct_erase_row(CTScreen *s, int row) {
  (void)s;
  if (wmove(stdscr, row, 0) != ERR) wclrtoeol(stdscr);
}

// What this C library would draw in another width than we count is shown as a replacement:
// otherwise everything after it would stand in the wrong column.
static void fill(cchar_t *target, const CTCell *cell, attr_t attributes, int pair) {
  wchar_t text[4] = {(wchar_t)cell->scalars[0], (wchar_t)cell->scalars[1],
                     (wchar_t)cell->scalars[2], 0};
  if (wcwidth(text[0]) != cell->columns) wcscpy(text, MB_CUR_MAX > 1 ? L"\ufffd" : L"?");
  for (int i = 1; i < 3; i++) {
    if (text[i] != 0 && wcwidth(text[i]) != 0) text[i] = 0;
  }
  setcchar(target, text, attributes, (short)(pair > 0x7fff ? 0x7fff : pair), &pair);
}

void ct_put(CTScreen *s, int row, int column, const CTCell *cells, int count, int foreground,
            int background, unsigned attributes) {
  attr_t attribute = A_NORMAL;
  if (attributes & 1) attribute |= A_BOLD;
  if (attributes & 2) attribute |= A_DIM;
  if (attributes & 4) attribute |= A_UNDERLINE;
  if (attributes & 8) attribute |= A_REVERSE;
  int pair = 0;
  if (s->colors > 0 && (foreground >= 0 || background >= 0)) {
    if (foreground >= s->colors) foreground = -1;
    if (background >= s->colors) background = -1;
    pair = alloc_pair(foreground, background);
    if (pair < 0) pair = 0;
  }
  for (int i = 0; i < count; i++) {
    if (row < 0 || column < 0 || row >= getmaxy(stdscr)) return;
    if (column + cells[i].columns > getmaxx(stdscr)) return;
    cchar_t cell;
    fill(&cell, &cells[i], attribute, pair);
    mvwadd_wchnstr(stdscr, row, column, &cell, 1);
    column += cells[i].columns;
  }
}

void ct_cursor(CTScreen *s, int row, int column) {
  s->shows_cursor = row >= 0;
  curs_set(s->shows_cursor ? 1 : 0);
  if (s->shows_cursor) wmove(stdscr, row, column);
}

void ct_flush(CTScreen *s) {
  if (!s->shows_cursor) wmove(stdscr, 0, 0);
  wnoutrefresh(stdscr);
  doupdate();
}

void ct_redraw(CTScreen *s) {
  (void)s;
  clearok(curscr, TRUE);
}

void ct_beep(CTScreen *s) {
  (void)s;
  beep();
}

// Reading: one event at a time. ncurses knows the terminal's keys; bytes that are no key come out
// as they are, because its own decoding swallows up to 144 bytes after one that is not UTF-8.
#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <curses.h>

#include <errno.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <time.h>

#include "internal.h"
#include "screen.h"

// Codes for sequences terminfo doesn't name. ncurses numbers the extended keys it finds there from
// KEY_MAX on; a thousand later is out of their way.
enum { MOUSE = KEY_MAX + 1000, LEGACY_MOUSE, PASTE_BEGIN, PASTE_END, FOCUS };

// How long the rest of a character or sequence may take.
enum { REST_MILLISECONDS = 50 };

static const struct {
  const char *bytes;
  int code;
} sequences[] = {
    {"\033[A", KEY_UP}, {"\033[B", KEY_DOWN}, {"\033[C", KEY_RIGHT}, {"\033[D", KEY_LEFT},
    {"\033OA", KEY_UP}, {"\033OB", KEY_DOWN}, {"\033OC", KEY_RIGHT}, {"\033OD", KEY_LEFT},
    {"\033[1;2A", KEY_SR}, {"\033[1;2B", KEY_SF},
    {"\033[1;2C", KEY_SRIGHT}, {"\033[1;2D", KEY_SLEFT},
    {"\033[H", KEY_HOME}, {"\033[F", KEY_END}, {"\033[1~", KEY_HOME}, {"\033[4~", KEY_END},
    {"\033[5~", KEY_PPAGE}, {"\033[6~", KEY_NPAGE}, {"\033[3~", KEY_DC}, {"\033[2~", KEY_IC},
    {"\033[Z", KEY_BTAB}, {"\033[I", FOCUS}, {"\033[O", FOCUS},
    {"\033[200~", PASTE_BEGIN}, {"\033[201~", PASTE_END},
    {"\033[<", MOUSE}, {"\033[M", LEGACY_MOUSE},
};

static const struct {
  int code;
  CTKey key;
} keys[] = {
    {KEY_UP, CTKeyUp}, {KEY_DOWN, CTKeyDown}, {KEY_LEFT, CTKeyLeft}, {KEY_RIGHT, CTKeyRight},
    {KEY_SR, CTKeyShiftUp}, {KEY_SF, CTKeyShiftDown},
    {KEY_SLEFT, CTKeyShiftLeft}, {KEY_SRIGHT, CTKeyShiftRight},
    {KEY_HOME, CTKeyHome}, {KEY_END, CTKeyEnd}, {KEY_FIND, CTKeyHome}, {KEY_SELECT, CTKeyEnd},
    {KEY_PPAGE, CTKeyPageUp}, {KEY_NPAGE, CTKeyPageDown}, {KEY_IC, CTKeyInsert},
    {KEY_BTAB, CTKeyBackTab}, {KEY_ENTER, CTKeyEnter},
    {KEY_BACKSPACE, CTKeyBackspace}, {KEY_DC, CTKeyDelete},
};

void ct_define_keys(void) {
  for (size_t i = 0; i < sizeof sequences / sizeof sequences[0]; i++) {
    define_key(sequences[i].bytes, sequences[i].code);
  }
}

static CTEvent event(CTEventKind kind) { return (CTEvent){.kind = kind}; }

static CTEvent translated(int code) {
  if (code >= 0 && code <= 0xff) return (CTEvent){.kind = CTEventKindByte, .value = code};
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
    if (keys[i].code == code) return (CTEvent){.kind = CTEventKindKey, .key = keys[i].key};
  }
  if (code >= KEY_F(1) && code <= KEY_F(63)) {
    return (CTEvent){.kind = CTEventKindFunction, .value = code - KEY_F0};
  }
  switch (code) {
    case MOUSE: return event(CTEventKindMouse);
    case LEGACY_MOUSE: return event(CTEventKindLegacyMouse);
    case PASTE_BEGIN: return event(CTEventKindPasteBegin);
    case PASTE_END: return event(CTEventKindPasteEnd);
    case FOCUS: return event(CTEventKindFocus);
    case KEY_RESIZE: return event(CTEventKindResize);  // ncurses' own, when we catch no signals
    default: return event(CTEventKindUnknown);
  }
}

static long long now_milliseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

static bool input_is_ready(const CTScreen *s) {
  struct pollfd input = {.fd = s->input, .events = POLLIN};
  return poll(&input, 1, 0) > 0;
}

// Takes over the terminal's size; says whether there was one to take.
static bool adopt_size(const CTScreen *s) {
  struct winsize size;
  if (ioctl(s->output, TIOCGWINSZ, &size) != 0) return false;
  if (size.ws_row == 0 || size.ws_col == 0) return false;
  // resize_term, not resizeterm: that one would put a KEY_RESIZE among the keys.
  if (is_term_resized(size.ws_row, size.ws_col)) resize_term(size.ws_row, size.ws_col);
  clearok(curscr, TRUE);
  return true;
}

static CTEvent resumed(CTScreen *s) {
  ct_enter(s);
  adopt_size(s);
  return event(CTEventKindResumed);
}

void ct_suspend(CTScreen *s) {
  ct_leave(s);
  ct_signals_stop(true);
  ct_saw_resize = 0;
  resumed(s);
}

// What the signals seen since the last call ask for.
static CTEvent noticed(CTScreen *s) {
  if (ct_saw_stop) {
    ct_leave(s);
    ct_signals_stop(false);
    return resumed(s);
  }
  if (ct_saw_continue) {
    // Stopped by SIGSTOP, unasked: the shell has set its own modes meanwhile.
    ct_saw_continue = 0;
    reset_prog_mode();
    return resumed(s);
  }
  if (ct_saw_resize) {
    ct_saw_resize = 0;
    if (adopt_size(s)) return event(CTEventKindResize);
  }
  return event(CTEventKindNone);
}

CTEvent ct_read(CTScreen *s, int timeout_milliseconds) {
  long long deadline = timeout_milliseconds < 0 ? 0 : now_milliseconds() + timeout_milliseconds;
  for (;;) {
    if (s->catches_signals) {
      ct_signals_drain();
      CTEvent notice = noticed(s);
      if (notice.kind != CTEventKindNone) return notice;
    }
    bool ready = input_is_ready(s);
    // Not ready: ncurses may still hold bytes of a sequence that turned out to be none.
    wtimeout(stdscr, ready ? REST_MILLISECONDS : 0);
    int code = wgetch(stdscr);
    if (code != ERR) return translated(code);
    int waiting = 0;
    if (ready && (ioctl(s->input, FIONREAD, &waiting) != 0 || waiting == 0) && input_is_ready(s)) {
      return event(CTEventKindEndOfInput);
    }
    long long rest = deadline - now_milliseconds();
    if (timeout_milliseconds >= 0 && rest <= 0) return event(CTEventKindNone);
    struct pollfd sources[2] = {
        {.fd = s->input, .events = POLLIN},
        {.fd = s->catches_signals ? ct_wake_pipe[0] : -1, .events = POLLIN}};
    poll(sources, 2, timeout_milliseconds < 0 ? -1 : (int)rest);
  }
}

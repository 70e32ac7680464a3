// The one door to ncurses. No ncurses type or macro passes through it: plain integers, closed
// enumerations and one opaque pointer. ncurses is global to the process, so one screen at a time.
#ifndef CTERMINAL_H
#define CTERMINAL_H

#include <stdbool.h>
#include <stdint.h>

#define CT_CLOSED __attribute__((enum_extensibility(closed)))

typedef struct CTScreen CTScreen;

typedef enum CT_CLOSED CTOpenResult {
  CTOpenResultOpened,
  CTOpenResultAlreadyOpen,
  CTOpenResultInputNoTerminal,
  CTOpenResultOutputNoTerminal,
  CTOpenResultUnknownTerminal,
  CTOpenResultCannotMoveCursor,
  CTOpenResultSystemError,  // errno says which
} CTOpenResult;

typedef struct CTOptions {
  const char *term;
  int input;   // file descriptors; they stay the caller's
  int output;
  int columns;  // 0: ask the terminal
  int rows;
  int escape_milliseconds;
  bool color;
  bool mouse;
  bool requires_terminal;
  bool redirects_stderr;
  bool catches_signals;
} CTOptions;

typedef enum CT_CLOSED CTEventKind {
  CTEventKindNone,
  CTEventKindByte,      // value: 0...255, undecoded
  CTEventKindKey,       // key
  CTEventKindFunction,  // value: 1...
  CTEventKindMouse,     // an SGR mouse report follows as bytes: b;x;y then M or m
  CTEventKindLegacyMouse,  // an X10 report follows as three bytes: 32 + button, column, row
  CTEventKindPasteBegin,
  CTEventKindPasteEnd,
  CTEventKindFocus,
  CTEventKindUnknown,
  CTEventKindResize,
  CTEventKindResumed,
  CTEventKindEndOfInput,
} CTEventKind;

typedef enum CT_CLOSED CTKey {
  CTKeyUp, CTKeyDown, CTKeyLeft, CTKeyRight,
  CTKeyShiftUp, CTKeyShiftDown, CTKeyShiftLeft, CTKeyShiftRight,
  CTKeyHome, CTKeyEnd, CTKeyPageUp, CTKeyPageDown, CTKeyInsert,
  CTKeyBackTab, CTKeyEnter, CTKeyBackspace, CTKeyDelete,
} CTKey;

typedef struct CTEvent {
  CTEventKind kind;
  CTKey key;
  int value;
} CTEvent;

typedef struct CTCell {
  uint32_t scalars[3];  // a base and its marks, 0 where there is none
  int32_t columns;      // 1 or 2; a wide cell covers the next column, which is not passed
} CTCell;

// Sets LC_CTYPE to `name`; if that isn't UTF-8 and names no other character set, to C.UTF-8.
// Says whether characters are UTF-8 now.
bool ct_use_locale(const char *name);

CTOpenResult ct_open(const CTOptions *options, CTScreen **opened);
void ct_close(CTScreen *screen);

int ct_columns(const CTScreen *screen);
int ct_rows(const CTScreen *screen);
int ct_colors(const CTScreen *screen);

void ct_erase(CTScreen *screen);
// Blanks one row of it.
void ct_erase_row(CTScreen *screen, int row);
// One run of equal style. Colours are 0...255 or -1; attributes 1 bold, 2 dim, 4 underline,
// 8 reverse. What doesn't fit into the row is left out.
void ct_put(CTScreen *screen, int row, int column, const CTCell *cells, int count,
            int foreground, int background, unsigned attributes);
// A negative row hides the cursor.
void ct_cursor(CTScreen *screen, int row, int column);
void ct_flush(CTScreen *screen);
void ct_beep(CTScreen *screen);
// Lets the next flush write every cell, trusting nothing that the terminal shows.
void ct_redraw(CTScreen *screen);

// The next thing that happened; waits at most so long, for ever if negative.
CTEvent ct_read(CTScreen *screen, int timeout_milliseconds);

// Gives the terminal back, stops the process group as ^Z would, and returns when continued.
void ct_suspend(CTScreen *screen);

// Async-signal-safe: gives the terminal back as it was found. Does nothing without a screen.
void ct_emergency_restore(void);

#endif

#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "CYardstick.h"

int terminal_open(int rows, int columns, int *program) {
  int terminal = posix_openpt(O_RDWR | O_NOCTTY);
  if (terminal < 0) return -1;
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  const char *name = grantpt(terminal) || unlockpt(terminal) ? NULL : ptsname(terminal);
  *program = name ? open(name, O_RDWR | O_NOCTTY) : -1;
  if (*program < 0 || ioctl(terminal, TIOCSWINSZ, &size)) {
    close(terminal);
    return -1;
  }
  return terminal;
}

// Giving the terminal back from anywhere, a signal handler included. Nothing here allocates,
// locks or calls ncurses once the screen is up: the state is plain globals set beforehand.
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <fcntl.h>

#include "CTerminal.h"
#include "internal.h"

static volatile sig_atomic_t armed;
static int output_descriptor = -1;
static int terminal_descriptor = -1;
static struct termios saved_modes;
static bool has_saved_modes;
static char farewell[512];
static size_t farewell_length;

static int saved_stderr = -1;
static int diverted_stderr = -1;
static volatile sig_atomic_t stderr_is_diverted;

static void write_all(int descriptor, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t written = write(descriptor, bytes, length);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    length -= (size_t)written;
  }
}

void ct_restore_save_modes(int terminal) {
  terminal_descriptor = terminal;
  has_saved_modes = tcgetattr(terminal, &saved_modes) == 0;
}

void ct_restore_prepare(int output, const char *bytes) {
  output_descriptor = output;
  farewell_length = strlen(bytes);
  if (farewell_length > sizeof farewell) farewell_length = 0;
  memcpy(farewell, bytes, farewell_length);
}

void ct_restore_arm(void) { armed = 1; }
void ct_restore_disarm(void) { armed = 0; }

void ct_emergency_restore(void) {
  if (!armed) return;
  armed = 0;
  int saved_errno = errno;
  write_all(output_descriptor, farewell, farewell_length);
  if (has_saved_modes) tcsetattr(terminal_descriptor, TCSANOW, &saved_modes);
  ct_stderr_return();
  errno = saved_errno;
}

void ct_stderr_divert(void) {
  // Messages that already go elsewhere are not lost in the alternate screen.
  if (stderr_is_diverted || !isatty(STDERR_FILENO)) return;
  if (diverted_stderr < 0) {
    FILE *file = tmpfile();
    if (file == NULL) return;
    diverted_stderr = fcntl(fileno(file), F_DUPFD_CLOEXEC, 3);
    fclose(file);
    if (diverted_stderr < 0) return;
    fcntl(diverted_stderr, F_SETFL, O_APPEND);
  }
  saved_stderr = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (saved_stderr < 0) return;
  if (dup2(diverted_stderr, STDERR_FILENO) >= 0) stderr_is_diverted = 1;
}

void ct_stderr_return(void) {
  if (!stderr_is_diverted) return;
  stderr_is_diverted = 0;
  dup2(saved_stderr, STDERR_FILENO);
  close(saved_stderr);
  saved_stderr = -1;
  char block[1024];
  off_t offset = 0;
  ssize_t length;
  while ((length = pread(diverted_stderr, block, sizeof block, offset)) > 0) {
    write_all(STDERR_FILENO, block, (size_t)length);
    offset += length;
  }
  if (ftruncate(diverted_stderr, 0) != 0) return;  // nothing to be done about it here
}

void ct_stderr_forget(void) {
  if (diverted_stderr >= 0) close(diverted_stderr);
  diverted_stderr = -1;
}

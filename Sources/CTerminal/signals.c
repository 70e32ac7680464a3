// The signals a full-screen program must answer. Handlers only set flags and write one byte to a
// pipe, except where the process is about to die: there they give the terminal back first.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "CTerminal.h"
#include "internal.h"

volatile sig_atomic_t ct_saw_resize, ct_saw_stop, ct_saw_continue;
int ct_wake_pipe[2] = {-1, -1};

static const int ends[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};
static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
static const int notices[] = {SIGWINCH, SIGTSTP, SIGCONT};
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct sigaction previous[NSIG];
static bool is_caught[NSIG];

// A crash by stack overflow needs another stack to run its handler on.
static char crash_stack[64 * 1024];

static void on_notice(int number) {
  int saved_errno = errno;
  if (number == SIGWINCH) ct_saw_resize = 1;
  if (number == SIGTSTP) ct_saw_stop = 1;
  if (number == SIGCONT) ct_saw_continue = 1;
  ssize_t ignored = write(ct_wake_pipe[1], "", 1);  // a full pipe is readable, too
  (void)ignored;
  errno = saved_errno;
}

static void on_end(int number) {
  ct_emergency_restore();
  // Die of the signal itself, so that the exit status tells. It is delivered on return.
  signal(number, SIG_DFL);
  raise(number);
}

static void on_crash(int number, siginfo_t *info, void *context) {
  (void)context;
  ct_emergency_restore();
  // The handler before us (Swift's backtrace) has its turn: the faulting instruction runs again
  // on return. A signal that was sent rather than caused must be sent again.
  sigaction(number, &previous[number], NULL);
  is_caught[number] = false;
  if (info == NULL || info->si_code <= 0) raise(number);
}

static void catch(int number, const struct sigaction *action) {
  is_caught[number] = sigaction(number, action, &previous[number]) == 0;
}

bool ct_signals_install(void) {
  if (pipe(ct_wake_pipe) != 0) return false;
  for (int end = 0; end < 2; end++) {
    fcntl(ct_wake_pipe[end], F_SETFL, O_NONBLOCK);
    fcntl(ct_wake_pipe[end], F_SETFD, FD_CLOEXEC);
  }
  ct_saw_resize = ct_saw_stop = ct_saw_continue = 0;

  stack_t stack;
  if (sigaltstack(NULL, &stack) == 0 && (stack.ss_flags & SS_DISABLE)) {
    stack = (stack_t){.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
    sigaltstack(&stack, NULL);
  }

  struct sigaction action = {.sa_flags = 0};
  sigemptyset(&action.sa_mask);
  action.sa_handler = on_notice;
  for (size_t i = 0; i < COUNT(notices); i++) catch(notices[i], &action);
  action.sa_handler = on_end;
  for (size_t i = 0; i < COUNT(ends); i++) {
    catch(ends[i], &action);
    // A program started by nohup goes on ignoring.
    if (previous[ends[i]].sa_handler == SIG_IGN) {
      sigaction(ends[i], &previous[ends[i]], NULL);
      is_caught[ends[i]] = false;
    }
  }
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  action.sa_sigaction = on_crash;
  for (size_t i = 0; i < COUNT(crashes); i++) catch(crashes[i], &action);
  return true;
}

void ct_signals_remove(void) {
  for (int number = 1; number < NSIG; number++) {
    if (is_caught[number]) sigaction(number, &previous[number], NULL);
    is_caught[number] = false;
  }
  for (int end = 0; end < 2; end++) {
    if (ct_wake_pipe[end] >= 0) close(ct_wake_pipe[end]);
    ct_wake_pipe[end] = -1;
  }
}

void ct_signals_drain(void) {
  char bytes[64];
  while (read(ct_wake_pipe[0], bytes, sizeof bytes) > 0) continue;
}

void ct_signals_stop(bool whole_group) {
  struct sigaction action = {.sa_handler = SIG_IGN}, ours;
  sigemptyset(&action.sa_mask);
  sigaction(SIGTSTP, &action, &ours);
  // The others first: once stopped, this process can't tell them.
  if (whole_group) kill(0, SIGTSTP);
  action.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &action, NULL);
  // SIGTSTP, not SIGSTOP: where no shell could continue us (an orphaned process group) the
  // kernel ignores it, and the program goes on instead of hanging for ever.
  raise(SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
  ct_saw_stop = ct_saw_continue = 0;
}

// What the C files of this target share.
#ifndef CTERMINAL_INTERNAL_H
#define CTERMINAL_INTERNAL_H

#include <signal.h>
#include <stdbool.h>

// Signals seen since the screen last looked; written by handlers.
extern volatile sig_atomic_t ct_saw_resize, ct_saw_stop, ct_saw_continue;
// Readable when one of the above was set.
extern int ct_wake_pipe[2];

bool ct_signals_install(void);
void ct_signals_remove(void);
void ct_signals_drain(void);
// Stops this process, and its whole group if asked, as the terminal's ^Z would.
void ct_signals_stop(bool whole_group);

// What gives the terminal back: the modes it had before ncurses touched it, and bytes to write.
void ct_restore_save_modes(int terminal);
void ct_restore_prepare(int output, const char *bytes);
// Between arm and disarm the emergency restore acts.
void ct_restore_arm(void);
void ct_restore_disarm(void);

// While the screen is up, standard error goes to a temporary file; after it, to where it went.
void ct_stderr_divert(void);
void ct_stderr_return(void);
void ct_stderr_forget(void);

#endif

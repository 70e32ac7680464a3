#ifndef CYARDSTICK_H
#define CYARDSTICK_H

#include <stddef.h>
#include <stdint.h>

/// Counts the records of ftrace text, parsing thread id, CPU, time and the values of each; adds them up.
size_t yardstick_parse(const char *text, size_t length, uint64_t *sum);

#include "CTables.h"

/// A terminal of a size: our end, and the program's; -1 when none can be had.
int terminal_open(int rows, int columns, int *program);

#endif

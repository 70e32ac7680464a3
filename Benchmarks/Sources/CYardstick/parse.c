#include "CYardstick.h"

#include <string.h>

static uint64_t digits(const char **at, const char *end) {
  uint64_t value = 0;
  while (*at < end && **at >= '0' && **at <= '9') value = value * 10 + (uint64_t)(*(*at)++ - '0');
  return value;
}

static void blanks(const char **at, const char *end) {
  while (*at < end && **at == ' ') ++*at;
}

size_t yardstick_parse(const char *text, size_t length, uint64_t *sum) {
  const char *at = text;
  const char *end = text + length;
  size_t records = 0;
  while (at < end) {
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    const char *stop = newline ? newline : end;
    if (stop - at > 17 && *at != '#' && at[16] == '-') {
      const char *field = at + 17;
      uint64_t pid = digits(&field, stop);
      blanks(&field, stop);
      ++field;
      uint64_t cpu = digits(&field, stop);
      ++field;
      blanks(&field, stop);
      while (field < stop && *field != ' ') ++field;
      blanks(&field, stop);
      uint64_t seconds = digits(&field, stop);
      ++field;
      uint64_t fraction = digits(&field, stop);
      *sum += pid + cpu + seconds * 1000000 + fraction;
      ++records;
    }
    at = stop + 1;
  }
  return records;
}

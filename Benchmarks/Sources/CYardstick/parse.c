#include "CYardstick.h"

#include <string.h>

static uint64_t digits(const char **at, const char *end) {
  uint64_t value = 0;
  while (*at < end && **at >= '0' && **at <= '9') value = value * 10 + (uint64_t)(*(*at)++ - '0');
  return value;
}

static uint64_t hexadecimal(const char **at, const char *end) {
  uint64_t value = 0;
  if (end - *at > 2 && (*at)[0] == '0' && (*at)[1] == 'x') *at += 2;
  for (; *at < end; ++*at) {
    unsigned digit = (unsigned)(unsigned char)**at - '0';
    if (digit > 9) {
      digit = ((unsigned)(unsigned char)**at | 32) - 'a' + 10;
      if (digit - 10 > 5) break;
    }
    value = value << 4 | digit;
  }
  return value;
}

static void blanks(const char **at, const char *end) {
  while (*at < end && **at == ' ') ++*at;
}

/* The values of an event's text: those behind “=”, and the four of a guest fault. */
static uint64_t values(const char *at, const char *end) {
  uint64_t sum = 0;
  if (end - at > 16 && memcmp(at, "kvm_guest_fault:", 16) == 0) {
    for (at += 16; at < end; ++at) {
      if (at[0] != '0' || end - at < 2 || at[1] != 'x') continue;
      sum += hexadecimal(&at, end);
    }
    return sum;
  }
  while (at < end) {
    const char *equals = memchr(at, '=', (size_t)(end - at));
    if (!equals) break;
    at = equals + 1;
    sum += hexadecimal(&at, end);
  }
  return sum;
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
      field += 2;
      *sum += pid + cpu + seconds * 1000000 + fraction + values(field, stop);
      ++records;
    }
    at = stop + 1;
  }
  return records;
}

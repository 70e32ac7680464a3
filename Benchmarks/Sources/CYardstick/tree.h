#ifndef TREE_H
#define TREE_H

#include "CTables.h"

#include <stdlib.h>
#include <string.h>

enum { entries = 512, first_level = 0, last_level = 3, page = 4096 };

static const uint64_t valid = 1;
static const uint64_t table_bit = 2;
static const uint64_t address_bits = 0x0000FFFFFFFFF000ull;
static const int shifts[4] = {39, 30, 21, 12};

struct ctree {
  uint8_t *memory;
  void *mapped;
  uint64_t bytes;
  uint64_t root;
  uint64_t next;       // the first page never used
  uint64_t *free;      // pages given back
  uint64_t free_count;
  uint64_t tables;
  uint16_t *live;      // valid entries by page
};

static inline uint64_t *table_at(const ctree *tree, uint64_t address) {
  return (uint64_t *)(tree->memory + address);
}

static inline unsigned index_at(uint64_t input, int level) {
  return (input >> shifts[level]) & (entries - 1);
}

/// Which of 256 combinations of permission bits pass; not a constant, so that it is looked up.
extern uint64_t ctree_permissions[4];

uint64_t tree_take(ctree *tree, int clear);
void tree_give_back(ctree *tree, uint64_t table);

#endif

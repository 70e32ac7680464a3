#include "tree.h"

// The table of level `leaf` for an input, made if it isn't there; 0 below a block.
static inline uint64_t make_tables(ctree *tree, uint64_t input, int leaf) {
  uint64_t table = tree->root;
  for (int level = first_level; level < leaf; level++) {
    uint64_t *entry = &table_at(tree, table)[index_at(input, level)];
    if (!(*entry & valid)) {
      uint64_t below = tree_take(tree, 1);
      *entry = below | valid | table_bit;
      tree->live[table / page]++;
      table = below;
    } else if (*entry & table_bit) {
      table = *entry & address_bits;
    } else {
      return 0;
    }
  }
  return table;
}

static inline uint64_t leaf_bits(uint64_t attributes, int leaf) {
  return attributes | valid | (leaf == last_level ? table_bit : 0);
}

int ctree_map(ctree *tree, uint64_t input, uint64_t output, uint64_t attributes, int leaf) {
  uint64_t table = make_tables(tree, input, leaf);
  if (!table) return -1;
  uint64_t *entry = &table_at(tree, table)[index_at(input, leaf)];
  if (*entry & valid) return -2;
  *entry = output | leaf_bits(attributes, leaf);
  tree->live[table / page]++;
  return 0;
}

int ctree_map_range(ctree *tree, uint64_t input, uint64_t output, uint64_t bytes,
                    uint64_t attributes, int leaf) {
  uint64_t end = input + bytes, step = 1ull << shifts[leaf], bits = leaf_bits(attributes, leaf);
  while (input < end) {
    uint64_t table = make_tables(tree, input, leaf);
    if (!table) return -1;
    unsigned first = index_at(input, leaf), count = entries - first;
    uint64_t left = (end - input) >> shifts[leaf];
    if (left < count) count = (unsigned)left;
    uint64_t *at = table_at(tree, table) + first, seen = 0;
    for (unsigned i = 0; i < count; i++) {
      seen |= at[i] & valid;
      at[i] = (output + i * step) | bits;
    }
    if (seen) return -2;
    tree->live[table / page] += count;
    input += count * step;
    output += count * step;
  }
  return 0;
}

// Goes down to the table of level `leaf`, noting the tables on the way; 0 when it isn't there.
static inline int find(const ctree *tree, uint64_t input, int leaf, uint64_t path[4]) {
  path[first_level] = tree->root;
  for (int level = first_level; level < leaf; level++) {
    uint64_t entry = table_at(tree, path[level])[index_at(input, level)];
    if (!(entry & valid) || !(entry & table_bit)) return 0;
    path[level + 1] = entry & address_bits;
  }
  return 1;
}

// Counts `gone` entries less and gives back tables that are empty then.
static inline void release(ctree *tree, uint64_t input, int leaf, uint64_t path[4], unsigned gone) {
  for (int level = leaf; level > first_level; level--) {
    tree->live[path[level] / page] -= gone;
    if (tree->live[path[level] / page]) return;
    table_at(tree, path[level - 1])[index_at(input, level - 1)] = 0;
    tree_give_back(tree, path[level]);
    gone = 1;
  }
  tree->live[tree->root / page] -= gone;
}

int ctree_unmap(ctree *tree, uint64_t input, int leaf) {
  uint64_t path[4];
  if (!find(tree, input, leaf, path)) return -1;
  uint64_t *entry = &table_at(tree, path[leaf])[index_at(input, leaf)];
  if (!(*entry & valid)) return -2;
  *entry = 0;
  release(tree, input, leaf, path, 1);
  return 0;
}

int ctree_unmap_range(ctree *tree, uint64_t input, uint64_t bytes, int leaf) {
  uint64_t end = input + bytes, step = 1ull << shifts[leaf], path[4];
  while (input < end) {
    if (!find(tree, input, leaf, path)) return -1;
    unsigned first = index_at(input, leaf), count = entries - first, gone = 0;
    uint64_t left = (end - input) >> shifts[leaf];
    if (left < count) count = (unsigned)left;
    uint64_t *at = table_at(tree, path[leaf]) + first;
    for (unsigned i = 0; i < count; i++) {
      gone += at[i] & valid;
      at[i] = 0;
    }
    release(tree, input, leaf, path, gone);
    input += count * step;
  }
  return 0;
}

int ctree_split(ctree *tree, uint64_t input) {
  uint64_t path[4];
  if (!find(tree, input, 2, path)) return -1;
  uint64_t *entry = &table_at(tree, path[2])[index_at(input, 2)], block = *entry;
  if ((block & 3) != 1) return -2;
  uint64_t table = tree_take(tree, 0);
  uint64_t output = block & address_bits & ~((1ull << 21) - 1);
  uint64_t bits = (block & ~address_bits) | table_bit;
  uint64_t *at = table_at(tree, table);
  for (unsigned i = 0; i < entries; i++) at[i] = (output + i * (uint64_t)page) | bits;
  tree->live[table / page] = entries;
  *(volatile uint64_t *)entry = 0;
  *entry = table | valid | table_bit;
  return 0;
}

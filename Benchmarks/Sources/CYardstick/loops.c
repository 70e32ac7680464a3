#include "tree.h"

static const uint64_t nothing = ~0ull;

// What a walk reads of a tree: a copy, which can stay in registers for a whole loop.
typedef struct {
  const uint8_t *memory;
  uint64_t bytes, root;
} view;

// How a walk ends at a leaf; `check` and `level` are constants where this is inlined.
static inline __attribute__((always_inline)) uint64_t leaf(uint64_t entry, uint64_t limits,
                                                           uint64_t input, int level, int check) {
  if (check) {
    if (__builtin_expect(!(entry >> 10 & 1), 0)) return nothing;
    uint64_t bits = (entry >> 6 & 3) | (entry >> 51 & 12) | (limits >> 55 & 0xF0);
    if (__builtin_expect(!(ctree_permissions[bits >> 6] >> (bits & 63) & 1), 0)) return nothing;
  }
  uint64_t within = (1ull << shifts[level]) - 1;
  return (entry & address_bits & ~within) | (input & within);
}

// The walk from one level on; always inlined, so that every level's numbers are constants.
#define STEP(level)                                                                     \
  entry = ((const uint64_t *)(tree.memory + table))[index_at(input, level)];            \
  if (__builtin_expect(!(entry & valid), 0)) return nothing;                            \
  if (level == last_level) {                                                            \
    if (__builtin_expect(!(entry & table_bit), 0)) return nothing;                      \
    return leaf(entry, limits, input, level, check);                                    \
  }                                                                                     \
  if (__builtin_expect(!(entry & table_bit), 0))                                        \
    return level == first_level ? nothing : leaf(entry, limits, input, level, check);   \
  if (check) limits |= entry;                                                           \
  table = entry & address_bits;                                                         \
  if (__builtin_expect(table >= tree.bytes, 0)) return nothing;

static inline __attribute__((always_inline)) uint64_t look_up(view tree, uint64_t input, int check) {
  uint64_t table = tree.root, limits = 0, entry;
  if (__builtin_expect(input >> 48 != 0, 0)) return nothing;
  STEP(0)
  STEP(1)
  STEP(2)
  STEP(3)
}

static inline __attribute__((always_inline)) uint64_t walks(const ctree *walked, uint64_t input,
                                                            uint64_t pages, uint64_t count,
                                                            uint64_t seed, int dependent,
                                                            int check) {
  const view tree = {walked->memory, walked->bytes, walked->root};
  uint64_t answer = seed, mask = pages - 1;
  if (dependent) {
    for (uint64_t i = 0; i < count; i++)
      answer = look_up(tree, input + (ctree_mix(answer + i) & mask) * page, check);
  } else {
    for (uint64_t i = 0; i < count; i++)
      answer += look_up(tree, input + (ctree_mix(seed + i) & mask) * page, check);
  }
  return answer;
}

uint64_t ctree_choices(uint64_t input, uint64_t pages, uint64_t count, uint64_t seed) {
  uint64_t answer = seed, mask = pages - 1;
  for (uint64_t i = 0; i < count; i++) answer = input + (ctree_mix(answer + i) & mask) * page;
  return answer;
}

uint64_t ctree_walks(const ctree *tree, uint64_t input, uint64_t pages, uint64_t count,
                     uint64_t seed, int dependent) {
  return walks(tree, input, pages, count, seed, dependent, 0);
}

uint64_t ctree_checked_walks(const ctree *tree, uint64_t input, uint64_t pages, uint64_t count,
                             uint64_t seed, int dependent) {
  return walks(tree, input, pages, count, seed, dependent, 1);
}

int ctree_map_each(ctree *tree, uint64_t input, uint64_t output, uint64_t count,
                   const uint32_t *order, uint64_t attributes, int leaf) {
  for (uint64_t i = 0; i < count; i++) {
    uint64_t at = order ? order[i] : i;
    int failed = ctree_map(tree, input + (at << shifts[leaf]), output + (i << shifts[leaf]),
                           attributes, leaf);
    if (failed) return failed;
  }
  return 0;
}

int ctree_unmap_each(ctree *tree, uint64_t input, uint64_t count, const uint32_t *order, int leaf) {
  for (uint64_t i = 0; i < count; i++) {
    int failed = ctree_unmap(tree, input + ((order ? order[i] : i) << shifts[leaf]), leaf);
    if (failed) return failed;
  }
  return 0;
}

int ctree_split_each(ctree *tree, uint64_t input, uint64_t count) {
  for (uint64_t i = 0; i < count; i++) {
    int failed = ctree_split(tree, input + (i << 21));
    if (failed) return failed;
  }
  return 0;
}

typedef struct {
  uint64_t input, output, bytes, attributes, runs, leaves;
} run;

static inline void add_leaf(run *r, uint64_t input, uint64_t entry, int level) {
  uint64_t size = 1ull << shifts[level], output = entry & address_bits & ~(size - 1);
  uint64_t attributes = entry & ~address_bits & ~table_bit;
  r->leaves++;
  if (r->bytes && input == r->input + r->bytes && output == r->output + r->bytes &&
      attributes == r->attributes) {
    r->bytes += size;
    return;
  }
  if (r->bytes) r->runs++;
  r->input = input;
  r->output = output;
  r->bytes = size;
  r->attributes = attributes;
}

static void visit(const ctree *tree, uint64_t table, uint64_t input, int level, run *r) {
  const uint64_t *at = table_at(tree, table);
  for (unsigned i = 0; i < entries; i++) {
    uint64_t entry = at[i], start = input | (uint64_t)i << shifts[level];
    if (!(entry & valid)) continue;
    if (level == last_level || !(entry & table_bit)) {
      add_leaf(r, start, entry, level);
    } else if ((entry & address_bits) < tree->bytes) {
      visit(tree, entry & address_bits, start, level + 1, r);
    }
  }
}

uint64_t ctree_enumerate(const ctree *tree, uint64_t *leaves) {
  run r = {0};
  visit(tree, tree->root, 0, first_level, &r);
  *leaves = r.leaves;
  return r.runs + (r.bytes != 0);
}

#ifndef CTABLES_H
#define CTABLES_H

#include <stdint.h>

// A 4K, 48-bit, four-level engine in one arena: what the same work costs in plain C.
//
// Every walk checks valid bits, type bits and that the next table lies in the arena. Addresses are
// offsets in the arena.

typedef struct ctree ctree;

/// Makes an empty tree in an arena of `bytes` bytes; null when there is no room.
ctree *ctree_create(uint64_t bytes);
void ctree_destroy(ctree *tree);
/// Forgets every mapping.
void ctree_reset(ctree *tree);
/// The tables in use, the first one included.
uint64_t ctree_tables(const ctree *tree);

/// Maps one page (`leaf` 3) or block (2, 1); 0 when it went well.
int ctree_map(ctree *tree, uint64_t input, uint64_t output, uint64_t attributes, int leaf);
int ctree_map_range(ctree *tree, uint64_t input, uint64_t output, uint64_t bytes,
                    uint64_t attributes, int leaf);
int ctree_unmap(ctree *tree, uint64_t input, int leaf);
int ctree_unmap_range(ctree *tree, uint64_t input, uint64_t bytes, int leaf);
/// Puts a table of pages in place of the 2M block at `input`.
int ctree_split(ctree *tree, uint64_t input);

/// Whole loops, so that a call costs nothing. `order` may be null: then one after the other.
int ctree_map_each(ctree *tree, uint64_t input, uint64_t output, uint64_t count,
                   const uint32_t *order, uint64_t attributes, int leaf);
int ctree_unmap_each(ctree *tree, uint64_t input, uint64_t count, const uint32_t *order, int leaf);
int ctree_split_each(ctree *tree, uint64_t input, uint64_t count);

/// `count` random look-ups among `pages` pages (a power of two) from `input` on. Dependent: each
/// address follows from the last answer. The answers added up.
uint64_t ctree_walks(const ctree *tree, uint64_t input, uint64_t pages, uint64_t count,
                     uint64_t seed, int dependent);
/// The choice of addresses alone, dependent as in the walks: what is to be subtracted from them.
uint64_t ctree_choices(uint64_t input, uint64_t pages, uint64_t count, uint64_t seed);
/// The same with the access flag and the permission for a privileged read checked, table limits
/// included.
uint64_t ctree_checked_walks(const ctree *tree, uint64_t input, uint64_t pages, uint64_t count,
                             uint64_t seed, int dependent);
/// The number of runs of leaves side by side with equal attributes; `leaves` counts leaves.
uint64_t ctree_enumerate(const ctree *tree, uint64_t *leaves);

/// The scattering both languages use to choose pages.
static inline uint64_t ctree_mix(uint64_t x) {
  x *= 0x9E3779B97F4A7C15ull;
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93ull;
  x ^= x >> 32;
  return x;
}

#endif

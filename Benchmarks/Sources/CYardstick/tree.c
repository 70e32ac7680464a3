#define _GNU_SOURCE
#include "tree.h"

#include <sys/mman.h>

enum { huge_page = 2 << 20 };

// A privileged read passes with every combination.
uint64_t ctree_permissions[4] = {~0ull, ~0ull, ~0ull, ~0ull};

ctree *ctree_create(uint64_t bytes) {
  ctree *tree = calloc(1, sizeof *tree);
  tree->mapped = mmap(NULL, bytes + huge_page, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (tree->mapped == MAP_FAILED) return NULL;
  uintptr_t start = ((uintptr_t)tree->mapped + huge_page - 1) & ~(uintptr_t)(huge_page - 1);
  tree->memory = (uint8_t *)start;
#ifdef MADV_HUGEPAGE
  madvise(tree->memory, bytes, MADV_HUGEPAGE);
#endif
  tree->bytes = bytes;
  tree->free = malloc(bytes / page * sizeof *tree->free);
  tree->live = calloc(bytes / page, sizeof *tree->live);
  ctree_reset(tree);
  return tree;
}

void ctree_destroy(ctree *tree) {
  munmap(tree->mapped, tree->bytes + huge_page);
  free(tree->free);
  free(tree->live);
  free(tree);
}

void ctree_reset(ctree *tree) {
  tree->next = page;
  tree->free_count = 0;
  tree->tables = 0;
  tree->root = tree_take(tree, 1);
}

uint64_t ctree_tables(const ctree *tree) { return tree->tables; }

uint64_t tree_take(ctree *tree, int clear) {
  uint64_t table;
  if (tree->free_count > 0) {
    table = tree->free[--tree->free_count];
  } else {
    table = tree->next;
    tree->next += page;
    if (tree->next > tree->bytes) abort();
  }
  if (clear) memset(tree->memory + table, 0, page);
  tree->live[table / page] = 0;
  tree->tables++;
  return table;
}

void tree_give_back(ctree *tree, uint64_t table) {
  tree->tables--;
  tree->free[tree->free_count++] = table;
}

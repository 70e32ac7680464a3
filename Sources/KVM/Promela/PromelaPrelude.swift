/// What every exported model begins with: entries as the model packs them.
enum PromelaPrelude {
  /// Names that it defines.
  static let names = [
    "NONE", "EMPTY", "LOCKED", "TABLE", "LEAF", "IS_TABLE", "IS_LEAF", "TABLE_OF", "FRAME_OF",
    "IS_WRITABLE", "IS_YOUNG", "WITH_WRITE", "WITHOUT_WRITE", "WITH_YOUNG", "WITHOUT_YOUNG",
    "SAME_OUTPUT", "INDEX", "OUTPUT",
  ]

  /// The definitions. Bits 1:0 of an entry are its kind, 2 writable, 3 young, 4 executable, the rest
  /// the table below or the first page frame (``TableEntry``).
  static let text = """
    #define NONE (-1)  /* no member of a set */
    /* Entries: bits 1:0 the kind, 2 writable, 3 young, 4 executable, the rest the table or frame. */
    #define EMPTY 0
    #define LOCKED 1
    #define TABLE(t) ((t) * 32 + 2)
    #define LEAF(f, w, x, y) ((f) * 32 + ((x) != 0) * 16 + ((y) != 0) * 8 + ((w) != 0) * 4 + 3)
    #define IS_TABLE(e) (((e) & 3) == 2)
    #define IS_LEAF(e) (((e) & 3) == 3)
    #define OUTPUT(e) ((e) >> 5)
    #define TABLE_OF(e) (IS_TABLE(e) -> (e) >> 5 : NONE)
    #define FRAME_OF(e) (IS_LEAF(e) -> (e) >> 5 : NONE)
    #define IS_WRITABLE(e) (((e) & 7) == 7)
    #define IS_YOUNG(e) (((e) & 11) == 11)
    #define WITH_WRITE(e) (IS_LEAF(e) -> (e) | 4 : (e))
    #define WITHOUT_WRITE(e) (IS_LEAF(e) -> (e) & ~4 : (e))
    #define WITH_YOUNG(e) (IS_LEAF(e) -> (e) | 8 : (e))
    #define WITHOUT_YOUNG(e) (IS_LEAF(e) -> (e) & ~8 : (e))
    /* The same output and kind, whatever the permissions. */
    #define SAME_OUTPUT(a, b) ((((a) ^ (b)) & ~20) == 0)
    /* An index of a set of n; out of every array where it is none. */
    #define INDEX(i, n) ((i) >= 0 && (i) < (n) -> (i) : -32768)

    """
}

extension EntryFunction {
  /// The macro that does it.
  var promelaName: String {
    switch self {
    case .isTable: "IS_TABLE"
    case .isLeaf: "IS_LEAF"
    case .tableOf: "TABLE_OF"
    case .frameOf: "FRAME_OF"
    case .isWritable: "IS_WRITABLE"
    case .isYoung: "IS_YOUNG"
    case .withWrite: "WITH_WRITE"
    case .withoutWrite: "WITHOUT_WRITE"
    case .withYoung: "WITH_YOUNG"
    case .withoutYoung: "WITHOUT_YOUNG"
    }
  }
}

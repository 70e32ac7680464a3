/// A situation to be stepped through: memory, memslots, threads, a kernel, and why it matters.
public struct Scenario: Sendable {
  /// Its short name: “S4”.
  public var name: String
  /// What it is, in a few words.
  public var title: String
  /// The question it answers.
  public var question = ""
  /// What there is to see, in sentences.
  public var prose: [String] = []
  /// The edition it is shown in first.
  public var edition: Edition = .v6_19
  /// The editions in which it can happen at all.
  public var editions: [Edition] = Edition.main
  /// Policies that differ from the usual.
  public var policies: [String: String] = [:]
  /// Host and guest memory.
  public var memory = MemoryPlan()
  /// The threads.
  public var threads: [ThreadPlan] = []
  /// The order in which threads move when nobody chooses.
  public var schedule = ""
  /// First words of variables that differ from what the memory says, by name.
  public var initial: [String: [Int]] = [:]
  /// Other policies and orders, and what comes of them.
  public var variants: [Variant] = []
  /// What a search of every order must find.
  public var expectations: [ScenarioExpectation] = []

  /// Makes a scenario without threads.
  public init(name: String, title: String) {
    self.name = name
    self.title = title
  }

  /// A way the scenario can go, and how it ends.
  public struct Variant: Hashable, Sendable {
    /// What is different.
    public var title: String
    /// Policies that differ from the scenario's.
    public var policies: [String: String] = [:]
    /// The editions it is for.
    public var editions: [Edition] = []
    /// The order in which threads move; empty for the scenario's.
    public var schedule = ""
    /// Orders for editions in which another one is meant than ``schedule``.
    public var schedules: [Edition: String] = [:]
    /// The rule it violates; nil for none.
    public var violates: InvariantRule?
    /// What it shows, in a sentence.
    public var note = ""

    /// Makes a variant.
    public init(title: String) { self.title = title }

    /// The order in which threads move in an edition; empty for the scenario's.
    public func schedule(in edition: Edition) -> String { schedules[edition] ?? schedule }
  }
}

/// What a scenario says of memory.
public struct MemoryPlan: Hashable, Sendable {
  /// A memslot.
  public struct Slot: Hashable, Sendable {
    /// The first guest address.
    public var guest: UInt64
    /// The first address in the process.
    public var host: UInt64
    /// Bytes.
    public var size: UInt64
    /// Whether writes through it leave KVM_RUN.
    public var isReadOnly = false
    /// Whether its dirty pages are logged.
    public var isLogged = false

    /// Makes a memslot.
    public init(guest: UInt64, host: UInt64, size: UInt64) {
      self.guest = guest
      self.host = host
      self.size = size
    }
  }

  /// A VMA of the process.
  public struct Area: Hashable, Sendable {
    /// The first address.
    public var host: UInt64
    /// Bytes.
    public var size: UInt64
    /// How it is backed.
    public var kind: Kind
    /// Whether its pages are present from the beginning.
    public var isPresent = false

    /// Makes a VMA.
    public init(host: UInt64, size: UInt64, kind: Kind) {
      self.host = host
      self.size = size
      self.kind = kind
    }

    /// How a VMA is backed; the order is that of the model's `area`.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      /// Pages of 4K.
      case pages
      /// Transparent huge pages of 2M where they are free.
      case huge
      /// hugetlbfs pages of 2M.
      case hugetlb2M
      /// hugetlbfs pages of 1G.
      case hugetlb1G
      /// A device.
      case device
    }
  }

  /// Something that stage 2 maps from the beginning.
  public struct Mapping: Hashable, Sendable {
    /// The guest address.
    public var guest: UInt64
    /// 4K, 2M or 1G.
    public var size: UInt64
    /// Whether it permits writes.
    public var isWritable: Bool
    /// Whether its access flag is set.
    public var isYoung = true
    /// vCPUs whose TLBs hold it.
    public var cachedBy: [Int] = []

    /// Makes a mapping.
    public init(guest: UInt64, size: UInt64, isWritable: Bool) {
      self.guest = guest
      self.size = size
      self.isWritable = isWritable
    }
  }

  /// The memslots.
  public var slots: [Slot] = []
  /// The process's VMAs.
  public var areas: [Area] = []
  /// What stage 2 maps already.
  public var mappings: [Mapping] = []
  /// Guest pages to be watched besides those that are accessed.
  public var watched: [UInt64] = []
  /// Whether the tables above the pages exist already, so that a fault has only a leaf to make.
  public var hasTables = false

  /// Memory with nothing in it.
  public init() {}
}

/// A thread of a scenario.
public struct ThreadPlan: Hashable, Sendable {
  /// Its short name.
  public var name: String
  /// The program it runs.
  public var program: String
  /// Whether it may go on for ever.
  public var isDaemon = false
  /// What a vCPU accesses, in order.
  public var accesses: [GuestAccess] = []
  /// The range in the process that a thread works on.
  public var range: Range<UInt64>?
  /// The guest page a thread works on.
  public var guest: UInt64?
  /// Words and numbers for the program's other parameters.
  public var parameters: [String: ModelInputs.Parameter] = [:]

  /// Makes a thread.
  public init(name: String, program: String) {
    self.name = name
    self.program = program
  }
}

/// A load or a store of a guest.
public struct GuestAccess: Hashable, Sendable {
  /// The intermediate physical address.
  public var address: UInt64
  /// Whether it stores.
  public var isWrite: Bool
  /// Where the guest keeps the table of its own that translates the access, an intermediate physical
  /// address; nil for a walk that isn't looked at.
  public var table: UInt64?

  /// Makes an access.
  public init(address: UInt64, isWrite: Bool, table: UInt64? = nil) {
    self.address = address
    self.isWrite = isWrite
    self.table = table
  }
}

// swift-tools-version: 6.2
import PackageDescription

/// The texts of the simulated kernel and its scenarios, embedded in code: one file to install.
let programs = [
  "ageing", "corechange", "destroy", "dirtylog", "exit", "getlog", "guestwalk", "machine",
  "memslot", "nested", "notifier", "oom", "ptdump", "rcu", "relax", "stage2map", "unlog",
  "usersize", "usertable", "vcpu",
]
let scenarios = [
  "S0", "S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "S10", "S11", "S12", "S13", "S14",
  "S15", "S16", "S17", "S18", "S19", "S20",
]
let simulation =
  programs.map { Resource.embedInCode("Programs/\($0).steps") }
  + scenarios.map { Resource.embedInCode("Scenarios/\($0).yaml") }

/// The lessons that come along.
let lessons = [
  "one-address",
  "granules",
  "descriptors",
  "block-or-page",
  "permissions",
  "access-flag",
  "contiguous",
  "tlb",
  "break-before-make",
  "stage-2",
  "kvm-fault",
  "how-big",
  "notifiers",
  "mmu-lock",
  "dirty-logging",
  "exit-mmap",
  "real-trace",
]

let package = Package(
  name: "tablewalk",
  products: [
    .executable(name: "tablewalk", targets: ["tablewalk"]),
    .library(name: "TablewalkModel", targets: ["VMSA", "Memory", "Machine", "Traces"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(name: "VMSA"),
    .target(name: "Machine", dependencies: ["VMSA"]),
    .target(name: "Query", dependencies: ["Machine", "VMSA"]),
    .systemLibrary(name: "CLzma"),
    .systemLibrary(name: "CZlib"),
    .systemLibrary(name: "CZstd"),
    .target(name: "Files", dependencies: ["CLzma", "CZlib", "CZstd"]),
    .target(name: "Memory", dependencies: ["Files", "VMSA"]),
    .target(name: "Documents", dependencies: [.product(name: "Yams", package: "Yams")]),
    .target(
      name: "KVM",
      dependencies: [
        "Documents", "Machine", "VMSA", .product(name: "Yams", package: "Yams"),
      ],
      resources: simulation),
    .target(name: "Explorer"),
    .target(name: "Interleavings", dependencies: ["Explorer", "KVM"]),
    .target(
      name: "Lessons",
      dependencies: [
        "Documents", "Explorer", "Interleavings", "KVM", "Machine", "Memory", "Query", "VMSA",
      ],
      resources: lessons.map { Resource.embedInCode("Library/\($0).yaml") }),
    .target(
      name: "Traces", dependencies: ["CZlib", "CZstd", "Files", "Machine", "VMSA"]),
    .target(
      name: "Recorder",
      resources: [
        .embedInCode("Shell/preparation.sh"), .embedInCode("Shell/recording.sh"),
      ]),
    .target(name: "Verification", dependencies: ["Files", "VMSA"]),
    .target(
      name: "Screen",
      resources: [
        .embedInCode("Writers/Page/page.css"), .embedInCode("Writers/Page/stepper.js"),
      ]),
    .target(
      name: "CTerminal",
      linkerSettings: [
        .linkedLibrary("ncursesw", .when(platforms: [.linux])),
        .linkedLibrary("tinfo", .when(platforms: [.linux])),
        .linkedLibrary("ncurses", .when(platforms: [.macOS])),
      ]),
    .target(name: "Terminal", dependencies: ["CTerminal", "Screen"]),
    .target(
      name: "Interface",
      dependencies: ["KVM", "Lessons", "Machine", "Query", "Screen", "VMSA"]),
    .executableTarget(
      name: "tablewalk",
      dependencies: [
        "Documents", "Explorer", "Files", "Interface", "Interleavings", "KVM", "Machine", "Query",
        "Recorder",
        "Screen", "Terminal",
        "Traces", "VMSA",
        "Verification",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      resources: [
        .embedInCode("Resources/thp2m.trace.txt.zst"),
        .embedInCode("Resources/contend.trace.txt.zst"),
      ]),
    .target(name: "TestSupport", dependencies: ["Screen"], path: "Tests/TestSupport"),
    .executableTarget(
      name: "terminal-probe", dependencies: ["Screen", "Terminal"], path: "Tests/terminal-probe"),
    .testTarget(
      name: "ScreenTests", dependencies: ["Screen", "TestSupport"], exclude: ["Snapshots"]),
    .testTarget(
      name: "TerminalTests", dependencies: ["CTerminal", "Screen", "Terminal", "TestSupport"]),
    .testTarget(
      name: "tablewalkTests",
      dependencies: [
        "Interface", "Interleavings", "KVM", "Lessons", "Screen", "TestSupport", "Traces", "VMSA",
        "tablewalk",
      ]),
    .testTarget(
      name: "QueryTests",
      dependencies: ["Machine", "Query", "TestSupport", "Traces", "VMSA"]),
    .target(name: "NaiveEngine", path: "Tests/NaiveEngine"),
    .testTarget(name: "VMSATests", dependencies: ["NaiveEngine", "TestSupport", "VMSA"]),
    .testTarget(
      name: "InterfaceTests",
      dependencies: [
        "Interface", "KVM", "Lessons", "Machine", "Query", "Screen", "TestSupport", "VMSA",
      ],
      exclude: ["Learning/Snapshots", "Snapshots"]),
    .testTarget(
      name: "VerificationTests", dependencies: ["TestSupport", "Verification", "VMSA"]),
    .testTarget(name: "FilesTests", dependencies: ["Files", "TestSupport"]),
    .testTarget(
      name: "RecorderTests", dependencies: ["Recorder", "TestSupport", "Traces"],
      exclude: ["Snapshots"]),
    .testTarget(name: "MemoryTests", dependencies: ["Files", "Memory", "TestSupport", "VMSA"]),
    .testTarget(name: "ExplorerTests", dependencies: ["Explorer", "TestSupport"]),
    .testTarget(
      name: "KVMTests",
      dependencies: [
        "Documents", "Explorer", "KVM", "Machine", "Memory", "TestSupport", "Traces", "VMSA",
      ],
      exclude: ["Promela/Snapshots"]),
    .testTarget(
      name: "InterleavingsTests", dependencies: ["Explorer", "Interleavings", "KVM", "TestSupport"]),
    .testTarget(
      name: "LessonsTests",
      dependencies: [
        "Documents", "KVM", "Lessons", "Memory", "NaiveEngine", "TestSupport", "VMSA",
      ]),
    .testTarget(name: "MachineTests", dependencies: ["Machine", "TestSupport", "VMSA"]),
    .testTarget(
      name: "TracesTests", dependencies: ["Files", "Machine", "TestSupport", "Traces", "VMSA"]),
  ],
  swiftLanguageModes: [.v6]
)

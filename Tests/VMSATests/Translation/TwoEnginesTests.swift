import Foundation
import NaiveEngine
import TestSupport
import Testing
import VMSA

/// Whole translations against a second engine that shares no code with the first.
@Suite("Two engines agree")
struct TwoEnginesTests {
  /// `TABLEWALK_CONFIGURATIONS` asks for another number than the default.
  static let configurations =
    ProcessInfo.processInfo.environment["TABLEWALK_CONFIGURATIONS"].flatMap { Int($0) } ?? 20_000
  static let seeds: ClosedRange<UInt64> = 1...4

  @Test(
    "on random registers, processors and tables of every regime, one stage and two",
    arguments: seeds)
  func agreement(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var seen: [String: Int] = [:]
    for number in 0..<max(1, Self.configurations / Self.seeds.count) {
      let regime = RandomRegime(&random)
      let engine = Translator(
        regime.registers, regime: regime.regime, processor: regime.processor)
      let address = regime.address(&random, of: engine)
      if let difference = Self.difference(
        regime, by: engine, at: address, &random, seen: &seen)
      {
        Issue.record(
          "seed \(seed), configuration \(number), \(Hexadecimal.plain(address)): \(difference)")
        return
      }
    }
    print("two engines: seed \(seed), \(seen.sorted { $0.key < $1.key })")
    // A comparison that never gets far would agree for nothing.
    for kind in [
      "ok", "ok nested", "translation", "size", "flag", "permission", "unknown", "table",
    ] {
      #expect(seen[kind, default: 0] > Self.configurations / 4000, "seed \(seed), \(kind)")
    }
    #expect(seen["written", default: 0] > Self.configurations / 4000, "seed \(seed)")
  }

  /// Asks both; nil when they agree.
  static func difference(
    _ regime: RandomRegime, by engine: Translator, at address: UInt64, _ random: inout SplitMix64,
    seen: inout [String: Int]
  ) -> String? {
    let kind = Access.Kind.allCases.randomElement(using: &random) ?? .read
    let isEL0 = Bool.random(using: &random)
    let pan = random.once(in: 3)
    let both = !random.once(in: 4)
    let translation = engine.translate(
      VirtualAddress(address), for: Access(kind, isUnprivileged: isEL0, pan: pan),
      stages: both ? .all : .stage1Only, in: regime.memory)
    var run = TranslationRun(WalkSteps())
    let lookedUp = Result { () throws(TranslationStop) in
      try engine.resolve(
        VirtualAddress(address), for: translation.access, stages: both ? .all : .stage1Only,
        in: regime.memory, run: &run)
    }
    guard lookedUp == translation.result, run.updates == translation.updates else {
      return "the recorder changes the answer"
    }
    let steps = translation.accesses.filter { $0.stage == .one }.map(\.step)
    guard Array(run.recorder) == steps else { return "stage 1 steps differ" }
    let naive = NaiveTranslator(
      registers: regime.values, processor: regime.naive,
      regime: RandomRegime.names[regime.regime] ?? "",
      memory: { regime.memory.descriptor(at: PhysicalAddress($0)) })
    let end = naive.translate(
      address,
      NaiveTranslator.Question(
        what: kind == .read ? "r" : kind == .write ? "w" : "x", isEL0: isEL0, pan: pan),
      both: both)
    count(end, naive: naive, seen: &seen)
    let got = words(translation.result)
    guard got == end else { return "\(got), naive \(end), \(kind) EL0 \(isEL0) PAN \(pan)" }
    let read = translation.accesses.map(\.physicalAddress.raw)
    guard read == naive.read else { return "read \(read), naive \(naive.read)" }
    let written = translation.updates.map { "\($0.address) \($0.after)" }
    let naiveWritten = naive.written.map { "\(PhysicalAddress($0.0)) \($0.1)" }
    guard written == naiveWritten else { return "wrote \(written), naive \(naiveWritten)" }
    return nil
  }

  /// The engine's end in the naive engine's words.
  static func words(_ result: Result<Mapping, TranslationStop>) -> String {
    switch result {
    case .success(let mapping): return "ok \(mapping.output.raw) \(mapping.intermediate.raw)"
    case .failure(.unknownEntry(let place, _, _)): return "unknown \(place.raw)"
    case .failure(.fault(let fault)):
      let level = fault.status.level.map { "\($0.number)" } ?? "?"
      let kind =
        switch fault.status {
        case .translation: "translation"
        case .addressSize: "size"
        case .accessFlag: "flag"
        case .permission: "permission"
        default: "?"
        }
      guard let address = fault.intermediateAddress else { return "\(kind) \(level) s1" }
      return "\(kind) \(level) s2 \(fault.isStage1TableWalk ? "table " : "")\(address.raw)"
    }
  }

  /// Counts kinds of ends.
  static func count(_ end: String, naive: NaiveTranslator, seen: inout [String: Int]) {
    let kind = String(end.prefix { $0 != " " })
    seen[kind, default: 0] += 1
    if kind == "ok" && naive.read.count > 8 { seen["ok nested", default: 0] += 1 }
    if end.contains("table") { seen["table", default: 0] += 1 }
    if !naive.written.isEmpty { seen["written", default: 0] += 1 }
  }
}

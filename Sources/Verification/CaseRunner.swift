import VMSA

/// Asks the engine what a recorded machine was asked, and compares.
struct CaseRunner {
  private let recorded: RecordedCase
  private let registers: SystemRegisters
  private let processor: ProcessorFeatures
  private var memory: RecordedMemory
  private var translators: [TranslationRegime: Translator] = [:]

  /// What came of one question.
  enum Verdict: Equatable {
    case agree
    case excused(Excuse)
    case disagree(got: String)
  }

  /// Prepares a case.
  init(_ recorded: RecordedCase) throws(VerificationError.Problem) {
    var registers = SystemRegisters()
    for (name, value) in recorded.registers {
      if let path = SystemRegisters.path(named: name) { registers[keyPath: path] = value }
    }
    self.recorded = recorded
    self.registers = registers
    processor = try Self.processor(of: recorded.machine)
    memory = RecordedMemory(recorded.memory)
  }

  /// The processor of `10.0.2 -cpu cortex-a53`; `max` where none is named.
  private static func processor(
    of machine: String
  ) throws(VerificationError.Problem) -> ProcessorFeatures {
    let words = machine.split(separator: " ")
    guard let flag = words.firstIndex(of: "-cpu"), flag + 1 < words.count else { return .max }
    let name = String(words[flag + 1].prefix { $0 != "," })
    guard let processor = ProcessorFeatures(named: name) else { throw .unknownProcessor(name) }
    return processor
  }

  /// Asks one question; the writes hardware makes stay for the next.
  mutating func run(_ query: RecordedQuery) throws(VerificationError.Problem) -> Verdict {
    let pan = recorded.registers["FLAGS", default: 0] & 1 != 0 && processor.has(.pan)
    let hypervisor = HypervisorConfiguration(registers.hcrEL2)
    guard
      let operation = RecordedOperation(query.operation, hypervisor: hypervisor, pan: pan)
    else { throw .unknownOperation(query.operation) }
    let translator = translator(for: operation.regime)
    let translation = translator.translate(
      VirtualAddress(query.address), for: operation.access, stages: operation.stages, in: memory)
    let excuse = Excuse.of(
      translation, by: translator, registers: registers, stages: operation.stages,
      isProgram: operation.access.origin == .program, memory: memory)
    memory.apply(translation.updates)
    if let excuse { return .excused(excuse) }
    let answer = Self.answer(translation, operation: operation, translator: translator)
    return answer == query.answer ? .agree : .disagree(got: answer.description)
  }

  /// How memory differs from what was recorded after the last question; nil when it does not.
  ///
  /// A case that recorded no changes had none.
  func memoryDifference() -> (address: UInt64, expected: UInt64, got: UInt64)? {
    var expected = recorded.memory
    expected.merge(recorded.memoryAfter ?? [:]) { _, after in after }
    for address in Set(expected.keys).union(memory.words.keys).sorted()
    where expected[address, default: 0] != memory.words[address, default: 0] {
      return (address, expected[address, default: 0], memory.words[address, default: 0])
    }
    return nil
  }

  private mutating func translator(for regime: TranslationRegime) -> Translator {
    if let made = translators[regime] { return made }
    let made = Translator(registers, regime: regime, processor: processor)
    translators[regime] = made
    return made
  }

  /// What the recording program puts into PAR_EL1 before an AT, and finds there after one that took
  /// an external abort on its walk: that is an exception of the AT itself.
  ///
  /// Source: Arm ARM pseudocode, AArch64.AT.
  private static let untouchedPAR: UInt64 = 0xDEAD_0000_DEAD_0000

  /// The engine's answer in the form of the recorded one.
  private static func answer(
    _ translation: Translation, operation: RecordedOperation, translator: Translator
  ) -> RecordedAnswer {
    guard operation.access.origin == .program else {
      return .par(translator.parEL1(of: translation)?.raw ?? untouchedPAR)
    }
    var registers = SyndromeRegisters()
    if let fault = translation.fault {
      let abort = translator.abort(
        for: fault, at: translation.address, access: translation.access,
        instruction: operation.instruction)
      if abort.exceptionLevel == 1 {
        registers.esrEL1 = abort.syndrome.raw
        registers.farEL1 = abort.faultAddress
      } else {
        registers.esrEL2 = abort.syndrome.raw
        registers.farEL2 = abort.faultAddress
        registers.hpfarEL2 = abort.intermediateFaultAddress ?? 0
      }
    } else if operation.access.kind == .execute {
      // The code fetched is SVC #0x55; the code that reads or writes for EL0 ends in SVC #0.
      registers.esrEL1 = 0x5600_0055
    } else if operation.access.isUnprivileged {
      registers.esrEL1 = 0x5600_0000
    }
    return .registers(registers)
  }
}

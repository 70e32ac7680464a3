import Machine
import VMSA

extension RecordingWriter {
  /// Memslots, invalidations, faults and calls.
  mutating func writeOccurrences(to output: ([UInt8]) throws -> Void) rethrows {
    for number in 0..<cast.memslots.count {
      let slot = cast.memslots[number]
      begin("memslot", number)
      line.number("slot", slot.number)
      line.word("from", slot.guestAddresses.lowerBound)
      line.word("to", slot.guestAddresses.upperBound)
      line.word("host", slot.hostAddress)
      line.word("flags", slot.flags)
      line.number("event", slot.event)
      line.endLine()
      try handOn(to: output)
    }
    for number in 0..<cast.invalidations.count {
      let invalidation = cast.invalidations[number]
      begin("invalidation", number)
      line.number("thread", invalidation.thread)
      line.number("vm", invalidation.machine)
      line.word("from", invalidation.hostAddresses.lowerBound)
      line.word("to", invalidation.hostAddresses.upperBound)
      line.flag("meetsMemslot", invalidation.meetsMemslot)
      line.number("event", invalidation.event)
      line.number("endEvent", invalidation.endEvent)
      line.endLine()
      try handOn(to: output)
    }
    for number in 0..<cast.faults.count {
      writeFault(number)
      try handOn(to: output)
    }
    for number in 0..<cast.calls.count {
      writeCall(number)
      try handOn(to: output)
    }
  }

  private mutating func writeFault(_ number: Int) {
    let fault = cast.faults[number]
    begin("fault", number)
    line.number("thread", fault.thread)
    line.number("vm", fault.machine)
    line.word("ipa", fault.address.raw)
    line.word("esr", fault.syndrome.raw)
    line.word("far", fault.virtualAddress.raw)
    line.word("pc", fault.programCounter.raw)
    line.number("event", fault.event)
    line.number("endEvent", fault.endEvent)
    let outcome = fault.outcome.map(OutcomeName.init)
    line.text("outcome", outcome?.word)
    line.word("bytes", outcome?.bytes)
    line.number("error", outcome?.error)
    line.endLine()
  }

  private mutating func writeCall(_ number: Int) {
    let call = cast.calls[number]
    begin("call", number)
    line.text("function", call.function)
    line.number("thread", call.thread)
    line.number("parent", call.parent)
    line.number("vm", call.machine)
    line.number("fault", call.fault)
    line.number("event", call.event)
    line.number("endEvent", call.endEvent)
    line.number("returned", call.returned)
    line.word("from", call.addresses.lowerBound)
    line.word("to", call.addresses.upperBound)
    line.word("output", call.output?.raw)
    line.endLine()
  }
}

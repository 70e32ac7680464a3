import Foundation
import Machine
import TestSupport
import Testing
import Traces

@Suite("Our own recording format, damaged")
struct DamagedFormatTests {
  /// A few lines of everything, short enough to be cut at every byte.
  private static let short = """
    {"tablewalk":"recording","version":1,"source":"s","kind":"k","events":4}
    {"type":"thread","id":0,"name":"a","pid":1}
    {"type":"thread","id":1,"name":"b","pid":2}
    {"type":"eventKind","id":0,"name":"e","understood":true}
    {"type":"counter","id":0,"name":"c","vm":0}
    {"type":"lock","id":0,"name":"l","kind":"rwlock","address":"0x1","vm":0}
    {"type":"claim","id":0,"lock":0,"thread":1}
    {"type":"root","id":0,"name":"r","stage":2,"granule":"4K","outputBits":48,"startLevel":2,"table":0,"whole":true}
    {"type":"table","id":0,"root":0,"level":2,"granule":"4K","base":"0x0","entries":512,"bornEmpty":true}
    {"type":"table","id":1,"root":0,"level":3,"granule":"4K","base":"0x0","entries":512,"parent":0,"entry":0,"bornEmpty":true}
    {"type":"vm","id":0,"root":0,"lock":0,"sequence":0,"inProgress":0,"event":0}
    {"type":"fault","id":0,"thread":0,"vm":0,"ipa":"0x0","esr":"0x0","far":"0x0","pc":"0x0","event":1,"endEvent":2,"outcome":"relaxed"}
    {"type":"call","id":0,"function":"f","thread":0,"fault":0,"event":1,"endEvent":3,"from":"0x0","to":"0x1000"}
    {"type":"event","event":0,"at":0,"thread":0,"kind":0,"changes":[{"set":"rootLive","of":0,"from":false,"to":true,"by":"observed"}]}
    {"type":"event","event":1,"at":1,"thread":0,"kind":0,"text":"t","changes":[{"set":"threadFault","of":0,"from":null,"to":0,"by":"observed"}]}
    {"type":"event","event":2,"at":2,"thread":1,"kind":0,"changes":[{"set":"descriptor","of":1,"entry":7,"from":"0x0","to":"0x40207ff","by":"madeByMapCall"},{"set":"tableAttached","of":1,"from":false,"to":true,"by":"observed"}]}
    {"type":"event","event":3,"at":3,"thread":1,"kind":0,"changes":[{"set":"lockHold","of":0,"from":null,"to":{"mode":"read","since":3,"contended":false,"by":"observed"},"by":"observed"}]}

    """

  private func read(_ text: String) throws -> Recording {
    try Recording.read(Array(text.utf8), name: "damaged")
  }

  /// The short recording with one line replaced.
  private func read(replacing old: String, with new: String) throws -> Recording {
    let parts = DamagedFormatTests.short.split(separator: old, omittingEmptySubsequences: false)
    try #require(parts.count == 2, "\(old) is there once")
    return try read(parts[0] + new + parts[1])
  }

  @Test("the recording that is damaged below is whole")
  func whole() throws {
    let recording = try read(DamagedFormatTests.short)
    #expect(recording.unparsed.count == 0)
    #expect(!recording.isCutOff)
    #expect(recording.timeline.count == 4)
    #expect(recording.timeline.mappedLeaves().end["4K"] == 1)
    exercise(recording)
  }

  @Test("cut off at any byte it is read as far as it goes, and says that it is cut off")
  func cutAnywhere() throws {
    let bytes = Array(DamagedFormatTests.short.utf8)
    let header = try #require(bytes.firstIndex(of: 0x0A))
    for length in header..<bytes.count - 1 {
      let recording = try Recording.read(bytes.prefix(length), name: "cut")
      // Only the last line's own marks may be missing without loss.
      let isWhole = recording.timeline.count == 4 && recording.unparsed.count == 0
      #expect(recording.isCutOff != isWhole, "\(length) bytes")
      if length % 5 == 0 { exercise(recording) }
    }
    for length in 1..<header {
      if let recording = try? Recording.read(bytes.prefix(length), name: "cut") {
        exercise(recording)
      }
    }
  }

  @Test("whatever bits are flipped and bytes replaced, nothing traps")
  func flippedBits() throws {
    let bytes = Array(DamagedFormatTests.short.utf8)
    for seed in UInt64(0)..<300 {
      var random = SplitMix64(seed: seed)
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<damaged.count, using: &random)
        if random.once(in: 2) {
          damaged[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
        } else {
          damaged[place] = Array("0123456789{}[]\",:-x\n".utf8).randomElement(using: &random) ?? 0
        }
      }
      if let recording = try? Recording.read(damaged, name: "seed \(seed)") { exercise(recording) }
    }
  }

  @Test("members that are not known are passed over")
  func unknownMembers() throws {
    let text = DamagedFormatTests.short.split(separator: "\n").map {
      $0.dropLast() + ",\"later\":[{\"a\":[1.5e3,null,true,\"\\u00e9\"]}]}"
    }.joined(separator: "\n")
    let recording = try read(text)
    #expect(recording.unparsed.count == 0)
    #expect(recording.timeline.count == 4)
  }

  @Test("a newer version and another file of ours are refused with what to do")
  func refused() throws {
    for (first, word) in [
      (#"{"tablewalk":"recording","version":2}"#, "version 2"),
      (#"{"tablewalk":"lesson","version":1}"#, "lesson"),
      (#"{"tablewalk":"recording","version":}"#, "byte 35"),
    ] {
      let error = #expect(throws: TraceFileError.self) { try read(first + "\n") }
      #expect(error?.description.contains(word) == true, "\(String(describing: error))")
    }
  }

  @Test(
    "a line with a reference outside the cast, or that means nothing, is counted with why",
    arguments: [
      (#""at":3,"thread":1"#, #""at":3,"thread":9"#, "“thread” is 9, of which there are 2"),
      (#""entry":7,"#, #""entry":512,"#, "“entry” is 512, of which there are 512"),
      (#""of":0,"from":null,"to":0"#, #""of":0,"from":null,"to":1"#, "“to” is 1, of which"),
      (#""since":3"#, #""since":4"#, "“since” is 4, of which there are 4"),
      (#""set":"rootLive""#, #""set":"rootLife""#, "“set” can't be rootLife"),
      (#""by":"madeByMapCall""#, #""by":"guessed""#, "“by” can't be guessed"),
      (#""type":"event","event":3"#, #""type":"event","event":5"#, "number 3 was to come, not 5"),
      (#""lock":0,"thread":1}"#, #""lock":0,"thread":-1}"#, "“thread” is -1"),
      (#""root":0,"level":3"#, #""root":7,"level":3"#, "“root” is 7, of which there are 1"),
      (#""level":3,"granule""#, #""level":2,"granule""#, "further down than its parent"),
      (#""name":"c","vm":0"#, #""name":"c","vm":4"#, "“vm” is 4, of which there are 1"),
      (#""from":"0x0","to":"0x1000""#, #""from":"0x2000","to":"0x1000""#, "“to” is below “from”"),
      (
        #""from":false,"to":true,"by":"observed"}]}"#, #""from":true,"to":true}"#,
        "expected a comma"
      ),
      (#""sequence":0"#, #""sequence":8"#, "“sequence” is 8"),
    ])
  func badReference(old: String, new: String, why: String) throws {
    let text = DamagedFormatTests.short
    let place = try #require(text.range(of: old), "\(old)")
    let recording = try read(text.replacingCharacters(in: place, with: new))
    #expect(recording.unparsed.count >= 1)
    #expect(recording.unparsed.first.contains { $0.text.contains(why) }, "\(recording.unparsed)")
    let line = text[..<place.lowerBound].count { $0 == "\n" } + 1
    #expect(recording.unparsed.first.contains { $0.number == line })
    exercise(recording)
  }

  @Test("a change that does not begin from what its register held is counted; the state is right")
  func wrongOldWord() throws {
    let recording = try read(
      replacing: #""of":1,"entry":7,"from":"0x0""#, with: #""of":1,"entry":7,"from":"0x3""#)
    #expect(recording.unparsed.first.map(\.text.isEmpty) == [false])
    #expect(recording.timeline.count == 4)
    var state = recording.timeline.state(at: 3)
    let (cast, log) = (recording.timeline.cast, recording.timeline.log)
    for index in (0..<4).reversed() {
      for change in Array(log.changes(ofEventAt: index)).reversed() {
        state.undo(change, cast: cast)
      }
    }
    #expect(state == MachineState(cast: cast))
  }

  @Test("an event whose line can't be read keeps its number, so that those behind it keep theirs")
  func lostLine() throws {
    let recording = try read(replacing: #"{"type":"event","event":1,"at":1"#, with: "{")
    #expect(recording.unparsed.count == 1)
    #expect(recording.timeline.count == 4)
    #expect(recording.timeline.log.timeNanoseconds(ofEventAt: 3) == 3)
    #expect(recording.timeline.cast.faults[0].endEvent == 2)
  }

  @Test("a header's numbers reserve nothing, and an entry count takes no more than the file allows")
  func greed() throws {
    let tables = (0..<200).map {
      #"{"type":"table","id":\#($0),"root":0,"level":0,"granule":"64K","base":"0x0","entries":131072}"#
    }.joined(separator: "\n")
    let recording = try read(
      #"{"tablewalk":"recording","version":1,"events":9223372036854775807,"lines":99999999999}"#
        + "\n" + tables + "\n")
    #expect(recording.timeline.cast.slotCount < 1 << 22)
    #expect(recording.unparsed.first.contains { $0.text.contains("entry slots") })
  }
}

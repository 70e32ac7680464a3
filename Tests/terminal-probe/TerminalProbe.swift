import Foundation
import Screen
import Terminal

/// A small full-screen program for tests of the terminal: it shows its size and the last event.
///
/// q quits, t traps, z suspends, w writes to standard error, anything else is shown.
@main
struct TerminalProbe {
  static func main() {
    do {
      try run()
      print("goodbye")
    } catch {
      print(error)
      exit(2)
    }
  }

  static func run() throws(TerminalError) {
    let environment = ProcessInfo.processInfo.environment
    var session = try TerminalSession(TerminalOptions(environment: environment))
    var last = "nothing yet"
    while true {
      session.present(picture(size: session.size, encoding: session.encoding, last: last))
      let event = session.nextEvent(timeoutMilliseconds: nil)
      last = "\(event)"
      switch event {
      case .endOfInput, .key(.character("q")): return
      case .key(.character("t")): crash(at: last.count)
      case .key(.character("w")): FileHandle.standardError.write(Data("a message\n".utf8))
      case .key(.character("z")), .key(.control("z")):
        session.suspend()
        last = "continued"
      default: break
      }
    }
  }

  static func picture(size: Size, encoding: TextEncoding, last: String) -> CellBuffer {
    var buffer = CellBuffer(size: size, encoding: encoding)
    buffer.withRegion { region in
      region.box(title: "probe · \(size)", footer: "q quit", style: Style(.cyan))
      region.inset { inside in
        inside.write("pid \(getpid()).", at: .zero)
        inside.write("wide 漢字 and é, combined e\u{301}", at: Point(0, 1), style: Style(.red))
        inside.write("last: \(last)", at: Point(0, 2), style: Style(.indexed(208)).adding(.bold))
      }
    }
    return buffer
  }

  /// Traps as a programming error would: an index beyond the end.
  static func crash(at index: Int) {
    let few = [1, 2, 3].filter { $0 > index }
    print(few[index])
  }
}

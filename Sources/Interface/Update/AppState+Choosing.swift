import VMSA

extension AppState {
  /// Follows the next thread that takes faults; after the last one that of each event.
  mutating func followNextThread() {
    guard !faultThreads.isEmpty else {
      message = Message(text: "no thread takes a fault in this recording", isError: true)
      return
    }
    if let selectedThread {
      self.selectedThread = faultThreads.first { $0 > selectedThread }
    } else {
      selectedThread = faultThreads.first
    }
    let name = selectedThread.map { cast.threadName($0) } ?? "the thread of each event"
    message = Message(text: "following \(name)", isError: false)
  }

  /// Follows the thread with a name or number; says so when there is none or no single one.
  mutating func follow(_ text: String?) -> [Effect] {
    guard let text else {
      selectedThread = nil
      message = Message(text: "following the thread of each event", isError: false)
      return []
    }
    let threads = cast.threads
    let exact = threads.indices.filter {
      threads[$0].name == text || threads[$0].identifier.map(String.init) == text
    }
    let near = threads.indices.filter { threads[$0].name.hasPrefix(text) }
    let found = exact.isEmpty ? near : exact
    guard let thread = found.first else {
      return go(to: nil, or: "no thread “\(text)”")
    }
    guard found.count == 1 || !exact.isEmpty else {
      return go(to: nil, or: "“\(text)” may be \(found.count) threads; Tab completes")
    }
    selectedThread = thread
    message = Message(text: "following \(cast.threadName(thread))", isError: false)
    return []
  }

  /// Shows the next root; after the last one that of each event.
  mutating func showNextRoot() {
    guard !cast.roots.isEmpty else {
      message = Message(text: "no translation tables in this recording", isError: true)
      return
    }
    let next = (selectedRoot ?? -1) + 1
    selectedRoot = cast.roots.indices.contains(next) ? next : nil
    let name = selectedRoot.map { cast.roots[$0].name } ?? "the tables of each event"
    message = Message(text: "showing \(name)", isError: false)
  }

  /// Keeps the walk at the address it shows, or lets it follow events again.
  mutating func togglePin() -> [Effect] {
    if pinnedAddress != nil {
      pinnedAddress = nil
      message = Message(text: "the walk follows events again", isError: false)
      return []
    }
    guard let subject = walkSubject else {
      return go(to: nil, or: "no address to keep; a types one")
    }
    pinnedAddress = subject.address
    message = Message(
      text: "the walk stays at \(Hexadecimal.grouped(subject.address)); p lets go", isError: false)
    return []
  }
}

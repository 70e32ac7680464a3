import Foundation
import Screen

/// One run of a program under a pseudo-terminal: a thread shows what it writes, another waits for
/// its end, and whoever waits for something is woken when it is there.
///
/// All state is guarded by `lock`; that is what makes the class safe to share.
final class TerminalRun: @unchecked Sendable {
  /// What is known of the program at one moment.
  struct State: Sendable {
    var screen: VirtualScreen
    var exitStatus: ExitStatus?
  }

  private struct Waiter {
    var isFulfilled: (State) -> Bool
    var deadline: ContinuousClock.Instant
    var continuation: CheckedContinuation<State?, Never>
  }

  let terminal: PseudoTerminal
  let pid: pid_t
  private let lock = NSLock()
  private var state: State
  private var waiters: [Waiter] = []
  private var isAbandoned = false

  init(terminal: PseudoTerminal, pid: pid_t, size: Size) {
    self.terminal = terminal
    self.pid = pid
    state = State(screen: VirtualScreen(size: size))
    Thread.detachNewThread { self.showOutput() }
    Thread.detachNewThread { self.awaitExit() }
  }

  /// Ends the program if it still runs, and the threads.
  func abandon() {
    lock.withLock {
      isAbandoned = true
      if state.exitStatus == nil { kill(pid, SIGKILL) }
    }
  }

  func current() -> State { lock.withLock { state } }

  func resize(to size: Size) {
    lock.withLock {
      state.screen.feed(terminal.read())
      state.screen.resize(to: size)
      terminal.resize(to: size)
    }
  }

  func send(signal: Int32, to target: pid_t? = nil) {
    lock.withLock {
      // Once waited for, the number may belong to another process.
      if state.exitStatus == nil { kill(target ?? pid, signal) }
    }
  }

  /// Waits until `isFulfilled` and gives the state that did; nil if none did by `deadline`.
  func wait(
    until deadline: ContinuousClock.Instant, _ isFulfilled: @escaping (State) -> Bool
  ) async -> State? {
    await withCheckedContinuation { continuation in
      lock.withLock {
        waiters.append(
          Waiter(isFulfilled: isFulfilled, deadline: deadline, continuation: continuation))
        wakeWaiters()
      }
    }
  }

  private func showOutput() {
    while true {
      // The time limit only serves the deadlines of waiters.
      terminal.waitUntilReadable(milliseconds: 20)
      let isDone = lock.withLock {
        takeOutput()
        return isAbandoned && waiters.isEmpty
      }
      if isDone { return }
    }
  }

  private func awaitExit() {
    var status: Int32 = 0
    while true {
      guard waitpid(pid, &status, 0) == pid else {
        if errno == EINTR { continue }
        return
      }
      guard let exitStatus = ExitStatus(waitStatus: status) else { continue }
      lock.withLock {
        takeOutput()
        state.exitStatus = exitStatus
        wakeWaiters()
      }
      return
    }
  }

  private func takeOutput() {
    state.screen.feed(terminal.read())
    wakeWaiters()
  }

  private func wakeWaiters() {
    guard !waiters.isEmpty else { return }
    let now = ContinuousClock.now
    waiters.removeAll { waiter in
      let isFulfilled = waiter.isFulfilled(state)
      guard isFulfilled || now >= waiter.deadline else { return false }
      waiter.continuation.resume(returning: isFulfilled ? state : nil)
      return true
    }
  }
}

import Memory
import VMSA

extension SwiftTree {
  /// The choice of addresses alone, dependent as in the walks: what is to be subtracted from them.
  @inline(never)
  static func choices(pages: UInt64, count: UInt64, seed: UInt64) -> UInt64 {
    let mask = pages - 1
    var answer = seed
    for number in 0..<count {
      answer = Self.input &+ (mix(answer &+ number) & mask) &* 4096
    }
    return answer
  }

  /// Random look-ups of output addresses; dependent: each address follows from the last answer.
  func walks(pages: UInt64, count: UInt64, seed: UInt64, dependent: Bool) -> UInt64 {
    let walk = PreparedWalk(builder.root)
    let mask = pages - 1
    var answer = seed
    if dependent {
      for number in 0..<count {
        let address = Self.input &+ (mix(answer &+ number) & mask) &* 4096
        guard let output = walk.output(of: address, in: memory) else { return .max }
        answer = output.raw
      }
    } else {
      for number in 0..<count {
        let address = Self.input &+ (mix(seed &+ number) & mask) &* 4096
        answer &+= walk.output(of: address, in: memory)?.raw ?? .max
      }
    }
    return answer
  }

  /// The same with access flag and permissions checked, and the kind of fault in the answer.
  func checkedWalks(pages: UInt64, count: UInt64, seed: UInt64) -> UInt64 {
    let walk = PreparedWalk(builder.root)
    let read = PermissionTable.stage1(.read, unprivileged: false)
    let mask = pages - 1
    var answer = seed
    for number in 0..<count {
      let address = Self.input &+ (mix(answer &+ number) & mask) &* 4096
      if case .mapped(let output) = walk.lookUp(address, permissions: read, in: memory) {
        answer = output.raw
      } else {
        answer = .max
      }
    }
    return answer
  }

  /// The same by the plain walk, every step recorded.
  func recordedWalks(pages: UInt64, count: UInt64, seed: UInt64) -> UInt64 {
    let root = builder.root
    let mask = pages - 1
    var answer = seed
    for number in 0..<count {
      let address = Self.input &+ (mix(answer &+ number) & mask) &* 4096
      let walk = Walk.translate(address, from: root, in: memory)
      if case .mapped(let output, _) = walk.result {
        answer = output.raw &+ UInt64(walk.steps.count &- 4)
      } else {
        answer = .max
      }
    }
    return answer
  }
}

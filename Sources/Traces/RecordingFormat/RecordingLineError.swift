/// Why a line of a recording could not be used.
enum RecordingLineError: Error, Equatable {
  /// It is no JSON object of the form expected.
  case syntax(JSONCursor.Problem)
  /// It has no member that it must have.
  case missing(field: StaticName)
  /// It refers to a member of the cast, or an entry slot, that there is not.
  case outsideCast(field: StaticName, number: Int, count: Int)
  /// A number or word that means nothing there.
  case unknownValue(field: StaticName, value: String)
  /// Its number is not the next one.
  case outOfOrder(expected: Int, found: Int)
  /// A type of line that version 1 does not have.
  case unknownType(String)
  /// A member of the cast behind the first event.
  case castAfterEvents
  /// A range that ends before it begins.
  case reversedRange
  /// A table that is not further down the tree than its parent.
  case misplacedTable
  /// More entry slots than can be followed.
  case tooManySlots(limit: Int)
  /// A change that says it began from another word than its register held.
  case otherOldWord(change: Int)

  /// The name of a line's member.
  typealias StaticName = String
}

extension RecordingLineError: CustomStringConvertible {
  /// What is wrong, in words.
  var description: String {
    switch self {
    case .syntax(let problem): "byte \(problem.offset): expected \(problem.expected.rawValue)"
    case .missing(let field): "“\(field)” is missing"
    case .outsideCast(let field, let number, let count):
      "“\(field)” is \(number), of which there are \(count)"
    case .unknownValue(let field, let value): "“\(field)” can't be \(value)"
    case .outOfOrder(let expected, let found): "number \(expected) was to come, not \(found)"
    case .unknownType(let type): "there are no lines of type “\(type)”"
    case .castAfterEvents: "the cast comes before the first event"
    case .reversedRange: "“to” is below “from”"
    case .misplacedTable: "the table does not stand further down than its parent"
    case .tooManySlots(let limit): "more than \(limit) entry slots"
    case .otherOldWord(let change): "change \(change) does not begin from what there was"
    }
  }
}

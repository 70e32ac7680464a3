import Foundation
import TestSupport
import Traces

/// DuckDB by way of python3, where it is installed.
enum DuckDB {
  /// What came of running every query of QUERIES.md.
  struct Findings: Decodable {
    /// How many queries there are.
    var queries: Int
    /// How many of them answered nothing.
    var emptyAnswers: Int
    /// Rows that CSV and JSON Lines don't have in common.
    var differences: Int
    /// Faults that ended, over all files.
    var faults: Int
  }

  /// Whether python3 has the module.
  static let isThere = (try? python("import duckdb"))?.status == 0

  /// Runs the queries on the files of a folder.
  static func run(in folder: String) throws -> Findings {
    let output = try python(script, folder, queriesPath)
    guard output.status == 0 else { throw Failure(errors: output.text) }
    return try JSONDecoder().decode(Findings.self, from: Data(output.text.utf8))
  }

  /// A scenario exported as events and read back.
  static func events(_ name: String, scenario: Bool) throws -> Recording {
    let run = try ProgramOutput.run(["export", scenario ? "--scenario" : "--example", name])
    return try Recording.read(Array(run.output.utf8), name: name)
  }

  struct Failure: Error { var errors: String }

  private static var queriesPath: String {
    URL(fileURLWithPath: Fixture.folder).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Documentation/QUERIES.md").path
  }

  private static let script = """
    import duckdb, json, os, re, sys
    os.chdir(sys.argv[1])
    text = open(sys.argv[2]).read()
    queries = re.findall(r'```sql\\n(.*?)```', text, re.S)
    answers = [duckdb.sql(query) for query in queries]
    asked = [a for q, a in zip(queries, answers) if not q.startswith('CREATE')]
    empty = sum(1 for a in asked if not a.fetchall())
    columns = [c for c in duckdb.sql('select * from traces').columns if c != 'bytes']
    shown = ', '.join('cast("%s" as varchar)' % c for c in columns)
    same = lambda a, b: duckdb.sql(
        'select count(*) from (select %s from %s except all select %s from %s)' % (shown, a, shown, b))
    lines = "read_json('*.jsonl', format = 'newline_delimited', sample_size = -1)"
    differences = same('traces', lines).fetchall()[0][0] + same(lines, 'traces').fetchall()[0][0]
    faults = duckdb.sql(
        "select count(*) from traces where change = 'threadFault' and old is not null").fetchall()[0][0]
    print(json.dumps(dict(
        queries=len(queries), emptyAnswers=empty, differences=differences, faults=faults)))
    """

  private static func python(_ arguments: String...) throws -> (text: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: data, as: UTF8.self), process.terminationStatus)
  }
}

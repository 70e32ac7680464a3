import Testing

@testable import Traces

@Suite("Event format files")
struct EventFormatTests {
  private func field(_ declaration: String, size: Int = 8, signed: Int = 0) throws -> EventField {
    try #require(
      EventField(
        line: "field:\(declaration);\toffset:16;\tsize:\(size);\tsigned:\(signed);", longSize: 8))
  }

  @Test(
    "a declaration is a name, a type and how the value is kept",
    arguments: [
      ("unsigned long ipa", "ipa", "unsigned long", EventField.Storage.plain),
      ("struct mm_struct * mm", "mm", "struct mm_struct *", .plain),
      ("void *lock", "lock", "void *", .plain),
      ("char comm[16]", "comm", "char", .array(element: 1)),
      ("unsigned long caller[8]", "caller", "unsigned long", .array(element: 8)),
      ("char buf[]", "buf", "char", .array(element: 1)),
      ("__data_loc char[] memcg_path", "memcg_path", "char", .dynamic(element: 1)),
      ("__data_loc u32[] list", "list", "u32", .dynamic(element: 4)),
      ("__rel_loc char[] name", "name", "char", .relative(element: 1)),
    ])
  func declarations(_ text: String, name: String, type: String, storage: EventField.Storage) throws
  {
    let field = try field(text)
    #expect(field.name == name)
    #expect(field.type == type)
    #expect(field.storage == storage)
    #expect(field.offset == 16 && field.size == 8)
  }

  @Test(
    "lines that are no field, and sizes beyond any record, are none",
    arguments: [
      "", "field:", "field:int x;", "field:int x;\toffset:0;", "field:int x;\toffset:-1;\tsize:4;",
      "field:int x;\toffset:0;\tsize:99999999;", "field:;\toffset:0;\tsize:4;",
      "field:int x;\toffset:99999999999999999999;\tsize:4;", "offset:0;\tsize:4;",
    ])
  func noFields(line: String) {
    #expect(EventField(line: line, longSize: 8) == nil)
  }

  @Test("a format file has a name, a number, fields and a line for printing")
  func wholeFile() throws {
    let text = TraceDatWriter.format(
      "k_map", 1411, fields: ["addr", "phys"], print: "\"%lx\", REC->addr")
    let format = try #require(EventFormat(text: text, system: "kprobes", longSize: 8))
    #expect(format.name == "k_map" && format.identifier == 1411 && format.system == "kprobes")
    #expect(
      format.fields.map(\.name)
        == ["common_type", "common_flags", "common_preempt_count", "common_pid", "addr", "phys"])
    #expect(format.fields.map(\.isSigned) == [false, false, false, true, false, false])
    #expect(format.printFormat == "\"%lx\", REC->addr")
  }

  @Test("a page's layout is read by names; missing or impossible fields make none")
  func pageLayout() {
    let text = """
      \tfield: u64 timestamp;\toffset:0;\tsize:8;\tsigned:0;
      \tfield: local_t commit;\toffset:8;\tsize:4;\tsigned:1;
      \tfield: char data;\toffset:12;\tsize:4084;\tsigned:0;
      """
    #expect(PageLayout(headerPage: text) == PageLayout(longSize: 4))
    #expect(PageLayout(headerPage: text.replacing("commit", with: "comet")) == nil)
    #expect(PageLayout(headerPage: text.replacing("offset:12", with: "offset:12000")) == nil)
    #expect(PageLayout(headerPage: text.replacing("size:4;", with: "size:3;")) == nil)
  }

  @Test("thread names may hold blanks, and newlines as far as a name has room")
  func threadNames() throws {
    let text = "7 kvm vcpu-1 [0]\n8 two\nlines\n9 \n10 fifteen letters\nmore\nx\n"
    var bytes = Array(text.utf8)
    let names = bytes.withUnsafeMutableBytes { ThreadNames(UnsafeRawBufferPointer($0)[...]) }
    #expect(names.name(of: 7) == "kvm vcpu-1 [0]")
    #expect(names.name(of: 8) == "two\nlines")
    #expect(names.name(of: 9) == "")
    #expect(names.name(of: 10) == "fifteen letters")
    #expect(names.name(of: 11) == "<...>")
    #expect(names.name(of: 0) == "<idle>")
  }
}

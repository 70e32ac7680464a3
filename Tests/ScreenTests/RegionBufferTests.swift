import Screen
import TestSupport
import Testing

@Suite("A screen drawn into another")
struct RegionBufferTests {
  private var inner: CellBuffer {
    var buffer = CellBuffer(size: Size(6, 2))
    buffer.withRegion { region in
      region.write("漢字ab", at: .zero)
      region.write("second", at: Point(0, 1))
    }
    return buffer
  }

  @Test("it stands where it is put, whole")
  func whole() {
    let text = drawn(Size(9, 3)) { $0.draw(inner, at: Point(2, 1)) }
    #expect(text == "\n  漢字ab\n  second\n")
  }

  @Test("what lies outside is clipped; half a wide character is a space", arguments: [-1, 5])
  func clipped(column: Int) {
    let text = drawn(Size(8, 1)) { $0.draw(inner, at: Point(column, 0)) }
    #expect(text == (column < 0 ? " 字ab\n" : "     漢\n"))
  }
}

import Foundation

/// Chromium without a window, with one page, driven as a person would: by keys and clicks.
///
/// It speaks the DevTools protocol over a pipe (chromedevtools.github.io/devtools-protocol) and keeps
/// everything that a page must not do: what it asks of the network, logs, or fails at.
public final class Browser {
  private let process: BrowserProcess
  private let profile: TemporaryFolder
  private var session: String?
  private var lastMessage = 0
  /// The events since the last page was opened, as they came.
  private var events: [[String: Any]] = []

  /// Whether Chromium, or Chrome, is installed.
  public static var isThere: Bool { program != nil }

  private static var program: SystemProgram? {
    SystemProgram("chromium") ?? SystemProgram("google-chrome")
  }

  /// Starts it with a profile of its own.
  public init() throws {
    guard let program = Browser.program else {
      throw BrowserError("chromium is not installed")
    }
    profile = try TemporaryFolder()
    let sandbox = getuid() == 0 ? ["--no-sandbox"] : []
    process = try BrowserProcess(
      program.path,
      sandbox + [
        "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
        "--disable-background-networking", "--disable-extensions", "--remote-debugging-pipe",
        "--user-data-dir=\(profile.path)", "--window-size=1280,1000", "about:blank",
      ])
    let targets = try send("Target.getTargets")["targetInfos"] as? [[String: Any]] ?? []
    guard let page = targets.first(where: { $0["type"] as? String == "page" })?["targetId"] else {
      throw BrowserError("the browser has no page")
    }
    let attached = try send("Target.attachToTarget", ["targetId": page, "flatten": true])
    session = attached["sessionId"] as? String
    for domain in ["Page", "Runtime", "Log", "Network"] { try send("\(domain).enable") }
  }

  /// Opens a file and waits until it is loaded.
  ///
  /// - Parameter fragment: what stands behind `#` in the address; empty for nothing.
  public func open(file: String, fragment: String = "") throws {
    // By way of another page: a new fragment alone would load nothing.
    try load("about:blank")
    events = []
    var address = URLComponents()
    address.scheme = "file"
    address.path = file
    if !fragment.isEmpty { address.fragment = fragment }
    try load(address.string ?? "")
  }

  private func load(_ address: String) throws {
    let loads = count(of: "Page.loadEventFired")
    try send("Page.navigate", ["url": address])
    while count(of: "Page.loadEventFired") == loads { try receive() }
  }

  /// Whether pages may run scripts.
  public func allowScripts(_ isAllowed: Bool) throws {
    try send("Emulation.setScriptExecutionDisabled", ["value": !isAllowed])
  }

  /// Shows the page as it would be printed.
  public func showAsPrinted() throws {
    try send("Emulation.setEmulatedMedia", ["media": "print"])
  }

  // MARK: - Asking

  /// The value of a JavaScript expression; that of a promise once it has one.
  @discardableResult
  public func value(of expression: String) throws -> Any? {
    let answer = try send(
      "Runtime.evaluate",
      ["expression": expression, "returnByValue": true, "awaitPromise": true])
    if let exception = answer["exceptionDetails"] {
      throw BrowserError("\(expression): \(exception)")
    }
    return (answer["result"] as? [String: Any])?["value"]
  }

  /// Waits until an expression is true, looking whenever the page is drawn.
  public func wait(until expression: String) throws {
    try value(
      of: "new Promise((done) => { const look = () => (\(expression)) ? done(true) "
        + ": requestAnimationFrame(look); look(); })")
  }

  /// What a page must not do, in words: requests besides that for itself, logs, errors, dialogs.
  public var complaints: [String] {
    let requests = events.filter { $0["method"] as? String == "Network.requestWillBeSent" }
    let others = [
      "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded",
      "Page.javascriptDialogOpening",
    ]
    return (requests.dropFirst() + events.filter { others.contains($0["method"] as? String ?? "") })
      .map { "\($0)" }
  }

  /// How many requests were made since the last page was opened, that for the page itself among them.
  public var requestCount: Int { count(of: "Network.requestWillBeSent") }

  // MARK: - Acting

  /// Presses a key and lets it go.
  public func press(_ key: BrowserKey) throws {
    var event: [String: Any] = [
      "type": "keyDown", "key": key.name, "code": key.code, "windowsVirtualKeyCode": key.number,
    ]
    if let text = key.text { event["text"] = text }
    try send("Input.dispatchKeyEvent", event)
    event["type"] = "keyUp"
    event["text"] = nil
    try send("Input.dispatchKeyEvent", event)
  }

  /// Clicks at a share of an element's width, in the middle of its height.
  ///
  /// - Parameter selector: of CSS, which finds one element.
  public func click(_ selector: String, at share: Double = 0.5) throws {
    let box = try value(
      of: "(() => { const box = document.querySelector('\(selector)').getBoundingClientRect(); "
        + "return [box.left, box.top, box.width, box.height]; })()")
    guard let box = box as? [Double] else { throw BrowserError("there is no \(selector)") }
    var event: [String: Any] = [
      "type": "mousePressed", "button": "left", "clickCount": 1, "x": box[0] + share * box[2],
      "y": box[1] + box[3] / 2,
    ]
    try send("Input.dispatchMouseEvent", event)
    event["type"] = "mouseReleased"
    try send("Input.dispatchMouseEvent", event)
  }

  // MARK: - Speaking

  private func count(of event: String) -> Int { events.count { $0["method"] as? String == event } }

  @discardableResult
  private func send(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    lastMessage += 1
    let id = lastMessage
    var message: [String: Any] = ["id": id, "method": method, "params": parameters]
    message["sessionId"] = session
    try process.send(try JSONSerialization.data(withJSONObject: message))
    while true {
      let answer = try receive()
      guard answer["id"] as? Int == id else { continue }
      if let error = answer["error"] { throw BrowserError("\(method): \(error)") }
      return answer["result"] as? [String: Any] ?? [:]
    }
  }

  @discardableResult
  private func receive() throws -> [String: Any] {
    let message = try JSONSerialization.jsonObject(with: try process.receive())
    guard let message = message as? [String: Any] else { throw BrowserError("no message") }
    if message["method"] != nil { events.append(message) }
    return message
  }
}

import Foundation
import RuxueCore

/// A vault in memory, which fails as it is told to.
final class TestVault: Vault, @unchecked Sendable {
    private let lock = NSLock()
    private var failure: (any Error)?
    private var called = 0

    init(failing failure: (any Error)? = nil) {
        self.failure = failure
    }

    var calls: Int { lock.withLock { called } }

    func fail(with failure: (any Error)?) {
        lock.withLock { self.failure = failure }
    }

    func wrap(name: String, key: Data) throws -> Data {
        try call()
        return Data(name.utf8) + masked(key)
    }

    func unwrap(name: String, wrapped: Data) throws -> Data {
        try call()
        guard wrapped.starts(with: name.utf8) else { throw VaultFailure.KeyLost(reason: "not wrapped here") }
        return masked(wrapped.dropFirst(name.utf8.count))
    }

    func forget(name: String) throws {
        try call()
    }

    private func call() throws {
        try lock.withLock {
            called += 1
            if let failure { throw failure }
        }
    }

    private func masked(_ bytes: Data) -> Data {
        Data(bytes.map { $0 ^ 0x5a })
    }
}

/// An error that the core has never heard of, and which says too much.
struct ForeignError: Error, CustomStringConvertible {
    let description = "the account 13800000000 was seen at /private/var"
}

/// An observer made of a closure.
final class TestObserver: Observer {
    private let shown: @Sendable (Screen) throws -> Void

    init(_ shown: @escaping @Sendable (Screen) throws -> Void) {
        self.shown = shown
    }

    func show(screen: Screen) throws {
        try shown(screen)
    }
}

/// A value that several threads share.
final class Shared<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) {
        self.value = value
    }

    func callAsFunction<T>(_ use: (inout Value) throws -> T) rethrows -> T {
        try lock.withLock { try use(&value) }
    }
}

/// A folder of a test's own, gone with it.
final class TestFolder: Sendable {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("ruxue-\(UUID().uuidString)").path

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// A configuration to open a review here; without an address at one where nothing listens.
    func config(address: String = "http://127.0.0.1:9", language: Language = .en) -> Config {
        Config(address: address, folder: path, language: language, weights: weights)
    }
}

/// The weights that the tests were given: the stage's, or those that `RUXUE_MODELS` names.
let weights = Stage.running?.weights ?? ProcessInfo.processInfo.environment["RUXUE_MODELS"]

extension ReviewModel {
    static func open(
        _ folder: TestFolder,
        address: String = "http://127.0.0.1:9",
        language: Language = .en,
        vault: TestVault = TestVault()
    ) async throws -> ReviewModel {
        try await open(folder.config(address: address, language: language), vault: vault)
    }
}

extension Screen {
    var logIn: LogInView? {
        if case .logIn(let view) = self { view } else { nil }
    }

    /// The button of that name anywhere on the screen.
    func button(_ id: String) -> ButtonView? {
        everything(in: self, of: ButtonView.self).first { $0.id == id }
    }
}

extension RuxueError {
    /// The case's name.
    var name: String { Mirror(reflecting: self).children.first?.label ?? "" }
}

/// The error with which the core refuses `work`; fails the test where it doesn't.
func refusal<T>(_ work: () async throws -> T) async throws -> RuxueError {
    do {
        _ = try await work()
    } catch let error as RuxueError {
        return error
    }
    throw Wrong("nothing was thrown")
}

/// What is not as expected.
struct Wrong: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

struct TimedOut: Error {}

/// Waits until it holds, with a bound that only a hanging test reaches.
func eventually(on actor: isolated (any Actor)? = #isolation, _ holds: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(60)
    while try await !holds() {
        guard ContinuousClock.now < end else { throw TimedOut() }
        try await Task.sleep(for: .milliseconds(20))
    }
}

/// Every value of a type anywhere in `value`, in the order in which they stand there.
func everything<T>(in value: Any, of type: T.Type) -> [T] {
    let own = (value as? T).map { [$0] } ?? []
    // A file's bytes are nothing to walk through.
    guard !(value is Data) else { return own }
    return Mirror(reflecting: value).children.reduce(into: own) { $0 += everything(in: $1.value, of: type) }
}

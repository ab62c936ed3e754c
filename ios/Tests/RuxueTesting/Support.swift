import Foundation
import RuxueCore

/// A vault in memory with keys of its own, which fails as it is told to.
package final class TestVault: Vault, @unchecked Sendable {
    private let lock = NSLock()
    private let keys = UUID().uuidString
    private var failure: (any Error)?
    private var called = 0

    package init(failing failure: (any Error)? = nil) {
        self.failure = failure
    }

    package var calls: Int { lock.withLock { called } }

    package func fail(with failure: (any Error)?) {
        lock.withLock { self.failure = failure }
    }

    package func wrap(name: String, key: Data) throws -> Data {
        try call()
        return Data((keys + name).utf8) + masked(key)
    }

    package func unwrap(name: String, wrapped: Data) throws -> Data {
        try call()
        let mark = Data((keys + name).utf8)
        guard wrapped.starts(with: mark) else { throw VaultFailure.KeyLost(reason: "not wrapped here") }
        return masked(wrapped.dropFirst(mark.count))
    }

    package func forget(name: String) throws {
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
package struct ForeignError: Error, CustomStringConvertible {
    package init() {}

    package let description = "the account 13800000000 was seen at /private/var"
}

/// An observer made of a closure.
package final class TestObserver: Observer {
    private let shown: @Sendable (Screen) throws -> Void

    package init(_ shown: @escaping @Sendable (Screen) throws -> Void) {
        self.shown = shown
    }

    package func show(screen: Screen) throws {
        try shown(screen)
    }
}

/// A value that several threads share.
package final class Shared<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    package init(_ value: Value) {
        self.value = value
    }

    package func callAsFunction<T>(_ use: (inout Value) throws -> T) rethrows -> T {
        try lock.withLock { try use(&value) }
    }
}

/// A folder of a test's own, gone with it.
package final class TestFolder: Sendable {
    package init() {}

    /// Where it lies.
    package let path = FileManager.default.temporaryDirectory.appendingPathComponent("ruxue-\(UUID().uuidString)").path

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// A configuration to open a review here; without an address at one where nothing listens.
    package func config(address: String = "http://127.0.0.1:9", language: Language = .en) -> Config {
        Config(address: address, folder: path, language: language, weights: weights)
    }
}

/// The weights that the tests were given: the stage's, or those that `RUXUE_MODELS` names.
package let weights = Stage.running?.weights ?? ProcessInfo.processInfo.environment["RUXUE_MODELS"]

extension ReviewModel {
    package static func open(
        _ folder: TestFolder,
        address: String = "http://127.0.0.1:9",
        language: Language = .en,
        vault: TestVault = TestVault()
    ) async throws -> ReviewModel {
        try await open(folder.config(address: address, language: language), vault: vault)
    }
}

extension Screen {
    package var logIn: LogInView? {
        if case .logIn(let view) = self { view } else { nil }
    }

    /// The button of that name anywhere on the screen.
    package func button(_ id: String) -> ButtonView? {
        everything(in: self, of: ButtonView.self).first { $0.id == id }
    }
}

extension RuxueError {
    /// The case's name.
    package var name: String { Mirror(reflecting: self).children.first?.label ?? "" }
}

/// The error with which the core refuses `work`; fails the test where it doesn't.
package func refusal<T>(_ work: () async throws -> T) async throws -> RuxueError {
    do {
        _ = try await work()
    } catch let error as RuxueError {
        return error
    }
    throw Wrong("nothing was thrown")
}

/// What is not as expected.
package struct Wrong: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

/// The value; an error that says what is `missing` where there is none.
package func known<T>(_ value: T?, _ missing: String) throws -> T {
    guard let value else { throw Wrong(missing) }
    return value
}

/// What did not come to hold in time.
package struct TimedOut: Error {}

/// Waits until it holds, with a bound that only a hanging test reaches.
package func eventually(on actor: isolated (any Actor)? = #isolation, _ holds: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(60)
    while try await !holds() {
        guard ContinuousClock.now < end else { throw TimedOut() }
        try await Task.sleep(for: .milliseconds(20))
    }
}

/// Every value of a type anywhere in `value`, in the order in which they stand there.
package func everything<T>(in value: Any, of type: T.Type) -> [T] {
    let own = (value as? T).map { [$0] } ?? []
    // A file's bytes are nothing to walk through.
    guard !(value is Data) else { return own }
    return Mirror(reflecting: value).children.reduce(into: own) { $0 += everything(in: $1.value, of: type) }
}

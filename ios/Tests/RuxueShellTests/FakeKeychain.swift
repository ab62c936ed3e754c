import Foundation
import RuxueShell
import RuxueTesting

/// A keychain in memory. Its seal is no encryption, but it fits one key and no change.
final class FakeKeychain: Keychain {
    private struct Contents {
        var keys: [String: (secret: UUID, place: KeyPlace)] = [:]
        var failures: [KeychainFailure] = []
        var makingFails: KeychainFailure?
        var calls = 0
    }

    private let contents = Shared(Contents())

    var calls: Int { contents { $0.calls } }

    func place(of name: String) -> KeyPlace? { contents { $0.keys[name]?.place } }

    /// The calls that come next fail so, one after the other.
    func fail(_ statuses: Int...) {
        contents { $0.failures = statuses.map(KeychainFailure.init) }
    }

    /// No key is made in the enclave any more.
    func failMakingInEnclave(_ status: Int) {
        contents { $0.makingFails = KeychainFailure(status: status) }
    }

    func make(_ name: String, in place: KeyPlace) throws {
        try call {
            if place == .enclave, let failure = $0.makingFails { throw failure }
            $0.keys[name] = (UUID(), place)
        }
    }

    func seal(_ bytes: Data, with name: String) throws -> Data? {
        try call { contents in
            contents.keys[name].map { Data($0.secret.uuidString.utf8) + bytes + [checksum(bytes)] }
        }
    }

    func open(_ sealed: Data, with name: String) throws -> Data? {
        try call { contents in
            guard let secret = contents.keys[name]?.secret.uuidString else { return nil }
            let bytes = sealed.dropFirst(secret.utf8.count).dropLast()
            let fits = sealed.starts(with: secret.utf8) && sealed.last == checksum(bytes)
            guard fits else { throw KeychainFailure(status: -50) }
            return Data(bytes)
        }
    }

    func delete(_ name: String?) throws {
        try call { contents in
            if let name { contents.keys[name] = nil } else { contents.keys = [:] }
        }
    }

    private func checksum(_ bytes: Data) -> UInt8 { bytes.reduce(17) { $0 &* 31 &+ $1 } }

    private func call<T>(_ work: (inout Contents) throws -> T) throws -> T {
        try contents {
            $0.calls += 1
            if !$0.failures.isEmpty { throw $0.failures.removeFirst() }
            return try work(&$0)
        }
    }
}

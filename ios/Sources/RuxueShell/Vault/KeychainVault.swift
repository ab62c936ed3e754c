import Foundation
import RuxueCore

/// The vault on the phone's keychain: the core stores what it wraps, under keys that never leave the phone.
///
/// The keys can be used while the phone is unlocked, and ask for neither face nor passcode: a new face must not cost a student the
/// photos. While the phone is locked the vault can't be used, and the core waits until it is unlocked.
public final class KeychainVault: Vault {
    private let keychain: any Keychain
    private let lock = NSLock()

    /// A vault on that keychain.
    ///
    /// - Parameter keychain: The phone's.
    public init(keychain: any Keychain) {
        self.keychain = keychain
    }

    public func wrap(name: String, key: Data) throws -> Data {
        try asking(isLost: { _ in false }) {
            if let sealed = try keychain.seal(key, with: name) { return sealed }
            try make(name)
            return try keychain.seal(key, with: name)
        }
    }

    public func unwrap(name: String, wrapped: Data) throws -> Data {
        try asking(isLost: \.meansDamage) {
            guard let key = try keychain.open(wrapped, with: name) else {
                throw VaultFailure.KeyLost(reason: "no such key")
            }
            return key
        }
    }

    public func forget(name: String) throws {
        try asking(isLost: { _ in false }) { try keychain.delete(name) }
    }

    /// Destroys every key: what they wrapped is gone, with an earlier installation of the app, which the keychain outlives.
    ///
    /// - Throws: `VaultFailure`.
    public func forgetAll() throws {
        try asking(isLost: { _ in false }) { try keychain.delete(nil) }
    }

    /// In the Secure Enclave where there is one that works.
    private func make(_ name: String) throws {
        do {
            try keychain.make(name, in: .enclave)
        } catch let failure as KeychainFailure where !failure.meansLocked {
            try keychain.make(name, in: .database)
        }
    }

    /// What `work` comes to; what the keychain refuses becomes one of the core's two answers, by whether the key `isLost`.
    private func asking<T>(isLost: (KeychainFailure) -> Bool, _ work: () throws -> T?) throws -> T {
        try lock.withLock {
            do {
                if let done = try twice(work) { return done }
                throw VaultFailure.Unavailable(reason: "a key made is not there")
            } catch let failure as KeychainFailure {
                let reason = "keychain: \(failure.status)"
                throw isLost(failure) ? VaultFailure.KeyLost(reason: reason) : VaultFailure.Unavailable(reason: reason)
            }
        }
    }

    /// The keychain's service fails now and then and not the next time. A wrong seal stays wrong, a locked phone locked.
    private func twice<T>(_ work: () throws -> T) throws -> T {
        do {
            return try work()
        } catch let failure as KeychainFailure where !failure.meansDamage && !failure.meansLocked {
            return try work()
        }
    }
}

// Result codes by the names that SecBase.h gives them.
extension KeychainFailure {
    /// Whether what was to be opened does not fit the key: errSecParam is what a changed seal comes to, errSecDecode one that is
    /// none.
    fileprivate var meansDamage: Bool { [-50, -26275].contains(status) }

    /// Whether the phone is locked: errSecInteractionNotAllowed.
    fileprivate var meansLocked: Bool { status == -25308 }
}

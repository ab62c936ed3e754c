import Foundation

/// The phone's keychain, as far as the vault needs it: private keys that have names and never leave it. Whoever has no such
/// key gets nil.
public protocol Keychain: Sendable {
    /// Makes the key `name`.
    ///
    /// - Parameters:
    ///   - name: Its name; none of that name exists.
    ///   - place: Where it is made and kept.
    /// - Throws: ``KeychainFailure``.
    func make(_ name: String, in place: KeyPlace) throws

    /// `bytes`, encrypted so that only the key `name` opens them, and only unchanged.
    ///
    /// - Parameters:
    ///   - bytes: A few dozen bytes.
    ///   - name: The key's name.
    /// - Returns: What was sealed; nil where there is no such key.
    /// - Throws: ``KeychainFailure``.
    func seal(_ bytes: Data, with name: String) throws -> Data?

    /// What was sealed with the key `name`.
    ///
    /// - Parameters:
    ///   - sealed: What ``seal(_:with:)`` returned.
    ///   - name: The key's name.
    /// - Returns: The bytes; nil where there is no such key.
    /// - Throws: ``KeychainFailure``.
    func open(_ sealed: Data, with name: String) throws -> Data?

    /// Destroys the key `name` for good; where there is none, that is no error.
    ///
    /// - Parameter name: The key's name; nil for every key of this app's vault.
    /// - Throws: ``KeychainFailure``.
    func delete(_ name: String?) throws
}

/// Where a key is made and kept.
public enum KeyPlace: Sendable {
    /// In the processor's Secure Enclave, which nothing reads.
    case enclave
    /// In the keychain's own database.
    case database
}

/// The keychain refused; its status says why.
public struct KeychainFailure: Error, Equatable {
    /// A result code of Apple's Security framework (SecBase.h).
    public let status: Int

    /// A failure of that status.
    ///
    /// - Parameter status: A result code of Apple's Security framework (SecBase.h).
    public init(status: Int) {
        self.status = status
    }
}

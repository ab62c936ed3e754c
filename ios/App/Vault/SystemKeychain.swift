import Foundation
import RuxueShell
import Security

/// The phone's own keychain: a pair of P-256 keys for each name, whose private half stays there, and ECIES to the public one.
struct SystemKeychain: Keychain {
    private static let tag = "org.ruxue.vault."
    private static let sealing = SecKeyAlgorithm.eciesEncryptionCofactorVariableIVX963SHA256AESGCM

    func make(_ name: String, in place: KeyPlace) throws {
        let use: SecAccessControlCreateFlags = place == .enclave ? .privateKeyUsage : []
        let access = try made {
            SecAccessControlCreateWithFlags(nil, kSecAttrAccessibleWhenUnlockedThisDeviceOnly, use, $0)
        }
        let privately: [CFString: Any] = [
            kSecAttrIsPermanent: true,
            kSecAttrApplicationTag: tag(name),
            kSecAttrLabel: Self.tag as CFString,
            kSecAttrAccessControl: access,
        ]
        var key: [CFString: Any] = [
            kSecAttrKeyType: kSecAttrKeyTypeECSECPrimeRandom,
            kSecAttrKeySizeInBits: 256,
            kSecPrivateKeyAttrs: privately as CFDictionary,
        ]
        if place == .enclave { key[kSecAttrTokenID] = kSecAttrTokenIDSecureEnclave }
        _ = try made { SecKeyCreateRandomKey(key as CFDictionary, $0) }
    }

    func seal(_ bytes: Data, with name: String) throws -> Data? {
        guard let key = try find(name), let open = SecKeyCopyPublicKey(key) else { return nil }
        return try made { SecKeyCreateEncryptedData(open, Self.sealing, bytes as CFData, $0) } as Data
    }

    func open(_ sealed: Data, with name: String) throws -> Data? {
        guard let key = try find(name) else { return nil }
        return try made { SecKeyCreateDecryptedData(key, Self.sealing, sealed as CFData, $0) } as Data
    }

    func delete(_ name: String?) throws {
        var query: [CFString: Any] = [kSecClass: kSecClassKey, kSecAttrLabel: Self.tag as CFString]
        if let name { query[kSecAttrApplicationTag] = tag(name) }
        let status = SecItemDelete(query as CFDictionary)
        guard [errSecSuccess, errSecItemNotFound].contains(status) else { throw KeychainFailure(status: Int(status)) }
    }

    private func find(_ name: String) throws -> SecKey? {
        let query: [CFString: Any] = [
            kSecClass: kSecClassKey,
            kSecAttrKeyClass: kSecAttrKeyClassPrivate,
            kSecAttrApplicationTag: tag(name),
            kSecReturnRef: true,
        ]
        var item: CFTypeRef?
        let status = SecItemCopyMatching(query as CFDictionary, &item)
        if status == errSecItemNotFound { return nil }
        guard status == errSecSuccess, let item, CFGetTypeID(item) == SecKeyGetTypeID() else {
            throw KeychainFailure(status: Int(status))
        }
        return unsafeDowncast(item, to: SecKey.self)
    }

    private func tag(_ name: String) -> CFData {
        Data((Self.tag + name).utf8) as CFData
    }

    /// What a call of the framework made, or why it did not.
    private func made<T>(_ make: (UnsafeMutablePointer<Unmanaged<CFError>?>) -> T?) throws -> T {
        var error: Unmanaged<CFError>?
        if let made = make(&error) { return made }
        let status = error.map { CFErrorGetCode($0.takeRetainedValue()) }
        throw KeychainFailure(status: status ?? Int(errSecInternalError))
    }
}

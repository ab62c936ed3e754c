import Foundation
import RuxueCore
import RuxueShell
import Testing

@Suite struct KeychainVaultTests {
    private let keychain = FakeKeychain()
    private let key = Data((0..<32).map { UInt8($0) })
    private var vault: KeychainVault { KeychainVault(keychain: keychain) }

    @Test func whatIsWrappedIsUnwrapped() throws {
        let wrapped = try vault.wrap(name: "a", key: key)
        #expect(wrapped != key)
        #expect(try vault.unwrap(name: "a", wrapped: wrapped) == key)
        #expect(keychain.place(of: "a") == .enclave)
    }

    @Test func keyIsMadeOnce() throws {
        let first = try vault.wrap(name: "a", key: key)
        _ = try vault.wrap(name: "a", key: Data([1]))
        #expect(try vault.unwrap(name: "a", wrapped: first) == key)
    }

    @Test func phoneWithoutEnclaveKeepsItsKeysInTheDatabase() throws {
        keychain.failMakingInEnclave(-4)
        let wrapped = try vault.wrap(name: "a", key: key)
        #expect(keychain.place(of: "a") == .database)
        #expect(try vault.unwrap(name: "a", wrapped: wrapped) == key)
    }

    @Test func lockedPhoneMakesNoWeakerKey() {
        keychain.failMakingInEnclave(-25308)
        #expect(failure { try vault.wrap(name: "a", key: key) } == .unavailable)
        #expect(keychain.place(of: "a") == nil)
    }

    @Test func changedSealIsLostAndNotTriedAgain() throws {
        var wrapped = try vault.wrap(name: "a", key: key)
        wrapped[wrapped.count - 3] ^= 1
        let before = keychain.calls
        #expect(failure { try vault.unwrap(name: "a", wrapped: wrapped) } == .lost)
        #expect(keychain.calls == before + 1)
        #expect(failure { try vault.unwrap(name: "a", wrapped: Data()) } == .lost)
    }

    @Test func keyOfAnotherNameOrPhoneIsLost() throws {
        let wrapped = try vault.wrap(name: "a", key: key)
        #expect(failure { try vault.unwrap(name: "b", wrapped: wrapped) } == .lost)
        _ = try vault.wrap(name: "b", key: key)
        #expect(failure { try vault.unwrap(name: "b", wrapped: wrapped) } == .lost)
        #expect(failure { try KeychainVault(keychain: FakeKeychain()).unwrap(name: "a", wrapped: wrapped) } == .lost)
    }

    // Locked, not available, missing entitlement, failed authentication, internal error: the key may be whole.
    @Test(arguments: [-25308, -25291, -34018, -25293, -67671])
    func troubleWithTheKeychainLosesNothing(status: Int) throws {
        let wrapped = try vault.wrap(name: "a", key: key)
        keychain.fail(status, status)
        #expect(failure { try vault.unwrap(name: "a", wrapped: wrapped) } == .unavailable)
        keychain.fail()
        #expect(try vault.unwrap(name: "a", wrapped: wrapped) == key)
    }

    @Test func passingTroubleIsNotNoticed() throws {
        let wrapped = try vault.wrap(name: "a", key: key)
        keychain.fail(-67671)
        #expect(try vault.unwrap(name: "a", wrapped: wrapped) == key)
    }

    @Test func damageWhileWrappingIsNoLoss() {
        keychain.fail(-50, -50)
        #expect(failure { try vault.wrap(name: "a", key: key) } == .unavailable)
    }

    @Test func forgottenKeyIsGone() throws {
        let wrapped = try vault.wrap(name: "a", key: key)
        try vault.forget(name: "a")
        try vault.forget(name: "a")
        #expect(failure { try vault.unwrap(name: "a", wrapped: wrapped) } == .lost)
    }

    @Test func earlierInstallationIsForgottenWhole() throws {
        _ = try vault.wrap(name: "a", key: key)
        _ = try vault.wrap(name: "b", key: key)
        try vault.forgetAll()
        #expect(keychain.place(of: "a") == nil && keychain.place(of: "b") == nil)
    }

    private enum Failure { case unavailable, lost }

    /// How `work` fails, and that what it says of it is no more than a status.
    private func failure<T>(_ work: () throws -> T) -> Failure? {
        do {
            _ = try work()
            return nil
        } catch VaultFailure.Unavailable(let reason) {
            #expect(reason.count < 40)
            return .unavailable
        } catch VaultFailure.KeyLost(let reason) {
            #expect(reason.count < 40)
            return .lost
        } catch {
            Issue.record(error)
            return nil
        }
    }
}

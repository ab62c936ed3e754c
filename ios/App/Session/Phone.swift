import Foundation
import RuxueCore
import RuxueShell
import os

/// What this phone gives the session.
enum Phone {
    /// The session of this process.
    @MainActor static func session() -> ReviewSession {
        let vault = KeychainVault(keychain: SystemKeychain())
        return ReviewSession(vault: vault) {
            let parent = try FileManager.default.url(
                for: .applicationSupportDirectory,
                in: .userDomainMask,
                appropriateFor: nil,
                create: true
            )
            let folder = try ReviewFolder.prepare(in: parent, vault: vault, protect: protect)
            return Config(address: address, folder: folder.path, language: language, weights: nil)
        }
    }

    /// The language that the system shows the app in.
    static var language: Language {
        .spoken(with: Bundle.main.preferredLocalizations)
    }

    /// For developers: nothing personal is in the core's log.
    static func logToSystem() {
        let logger = Logger(subsystem: "org.ruxue", category: "core")
        try? CoreLog.send(upTo: .info) { level, text in
            switch level {
            case .error: logger.error("\(text, privacy: .public)")
            case .warn: logger.warning("\(text, privacy: .public)")
            case .info: logger.info("\(text, privacy: .public)")
            case .debug: logger.debug("\(text, privacy: .public)")
            }
        }
    }

    private static var address: String {
        Bundle.main.object(forInfoDictionaryKey: "RuxuePlatform") as? String ?? ""
    }

    /// Unreadable while the phone is locked, and in no backup: neither file nor key is of use on another phone.
    private static func protect(_ folder: URL) throws {
        try FileManager.default.setAttributes([.protectionKey: FileProtectionType.complete], ofItemAtPath: folder.path)
        var values = URLResourceValues()
        values.isExcludedFromBackup = true
        var folder = folder
        try folder.setResourceValues(values)
    }
}

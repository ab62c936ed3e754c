import Foundation

/// The folder that holds the review.
public enum ReviewFolder {
    /// Makes sure of the folder. The first time after an installation it also destroys the keys of an earlier one: the keychain
    /// outlives an app that is deleted, its folder does not.
    ///
    /// - Parameters:
    ///   - parent: Where apps keep what is not for the student to see.
    ///   - vault: This app's.
    ///   - protect: Has the system protect the folder and leave it out of backups.
    /// - Returns: The folder.
    /// - Throws: What the file system or `protect` throws: nothing is kept where it is not protected.
    public static func prepare(in parent: URL, vault: KeychainVault, protect: (URL) throws -> Void) throws -> URL {
        let folder = parent.appendingPathComponent("review", isDirectory: true)
        if !FileManager.default.fileExists(atPath: folder.path) {
            // Where that fails, keys are left that open nothing.
            try? vault.forgetAll()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        try protect(folder)
        return folder
    }
}

import Foundation
import RuxueCore
import RuxueShell
import RuxueTesting
import Testing

@Suite struct ReviewFolderTests {
    private let parent = TestFolder()
    private let keychain = FakeKeychain()
    private var vault: KeychainVault { KeychainVault(keychain: keychain) }

    @Test func keysOfAnEarlierInstallationAreDestroyedOnce() throws {
        _ = try vault.wrap(name: "earlier", key: Data([1]))
        _ = try prepare()
        #expect(keychain.place(of: "earlier") == nil)

        _ = try vault.wrap(name: "mine", key: Data([1]))
        _ = try prepare()
        #expect(keychain.place(of: "mine") != nil)
    }

    @Test func lockedKeychainHindersNothing() throws {
        keychain.fail(-25308)
        let folder = try prepare()
        #expect(FileManager.default.fileExists(atPath: folder.path))
    }

    @Test func protectionIsAskedForEachTime() throws {
        let asked = Shared<[URL]>([])
        for _ in 0..<2 {
            _ = try prepare { folder in asked { $0.append(folder) } }
        }
        let folder = try prepare()
        #expect(asked { $0 } == [folder, folder])
    }

    @Test func nothingIsKeptUnprotected() {
        #expect(throws: ForeignError.self) { try prepare { _ in throw ForeignError() } }
    }

    @Test(arguments: [
        (["zh-Hans-CN", "en"], Language.zhCn), (["zh"], .zhCn), (["zh_Hant"], .zhCn), (["en-US", "zh-Hans"], .en),
        (["de"], .en), (["zha"], .en), ([], .en),
    ])
    func languageIsTheFirstThatTheyRead(preferred: [String], language: Language) {
        #expect(Language.spoken(with: preferred) == language)
    }

    private func prepare(_ protect: (URL) throws -> Void = { _ in }) throws -> URL {
        try ReviewFolder.prepare(in: URL(fileURLWithPath: parent.path), vault: vault, protect: protect)
    }
}

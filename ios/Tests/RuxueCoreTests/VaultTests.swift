import Foundation
import RuxueCore
import RuxueTesting
import Testing

/// The vault is asked once somebody logs in: against the stage's platform.
@Suite(.onStage, .timeLimit(.minutes(5))) struct VaultTests {
    private let folder = TestFolder()
    private let vault = TestVault()

    @Test(arguments: [VaultFailure.Unavailable(reason: "locked") as any Error, ForeignError()])
    func vaultThatCannotBeUsedKeepsWhatIsStored(failure: any Error) async throws {
        let play = try await Play.begin()
        try await logIn(play, vault)
        vault.fail(with: failure)
        #expect(
            try await refusal {
                try await ReviewModel.open(folder, address: play.platform, vault: vault)
            }.name == "VaultUnavailable"
        )

        vault.fail(with: nil)
        let model = try await ReviewModel.open(folder, address: play.platform, vault: vault)
        #expect(await model.screen.logIn == nil)
        try await model.close()
        try await play.end()
    }

    @Test func lostKeyAsksToLogInAgain() async throws {
        let play = try await Play.begin()
        try await logIn(play, vault)
        let resetPhones = TestVault()
        try await logIn(play, resetPhones)
        // What can't be read is left alone: each vault finds its own.
        for vault in [resetPhones, vault] {
            let model = try await ReviewModel.open(folder, address: play.platform, vault: vault)
            #expect(await model.screen.logIn == nil)
            try await model.close()
        }
        try await play.end()
    }

    @Test func vaultThatFailsWhileLoggingInIsTold() async throws {
        let play = try await Play.begin()
        vault.fail(with: ForeignError())
        let model = try await ReviewModel.open(folder, address: play.platform, vault: vault)
        let screen = try await model.perform(try await logInAction(model, play))
        #expect(vault.calls > 0)
        #expect(screen.logIn != nil)
        #expect(screen.head.notice?.tone == .bad)
        try await model.close()
        try await play.end()
    }

    /// Opens the folder, which asks to log in, and logs in.
    private func logIn(_ play: Play, _ vault: TestVault) async throws {
        let model = try await ReviewModel.open(folder, address: play.platform, vault: vault)
        let screen = try await model.perform(try await logInAction(model, play))
        #expect(screen.logIn == nil)
        try await model.close()
    }

    private func logInAction(_ model: ReviewModel, _ play: Play) async throws -> Action {
        let form = try #require(await model.screen.logIn).form
        return form.send(["account": try play.value("number"), "password": try play.value("password")])
    }
}

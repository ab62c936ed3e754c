import Foundation
import RuxueCore
import RuxueShell
import RuxueTesting
import Testing

@MainActor @Suite(.timeLimit(.minutes(2))) struct ReviewSessionTests {
    private let folder = TestFolder()

    @Test func opensOnceAndInTheStudentsLanguage() async throws {
        let session = session(.zhCn)
        #expect(session.isWaiting)
        session.open()
        session.open()
        try await eventually { session.model != nil }
        let model = try #require(session.model)
        #expect(model.screen.head.title == "登录")
        session.open()
        #expect(session.model === model)
        try await model.close()
    }

    @Test func otherLanguageOpensItAgain() async throws {
        let session = session(.zhCn)
        session.open()
        try await eventually { session.model != nil }
        let before = session.model
        session.speak(.en)
        try await eventually { session.model != nil && session.model !== before }
        #expect(session.model?.screen.head.title == "Log in")
        try await session.model?.close()
    }

    @Test func languagesInARowEndWithTheLast() async throws {
        let session = session(.zhCn)
        session.open()
        for language in [Language.en, .zhCn, .en, .zhCn, .en] {
            session.speak(language)
        }
        try await eventually { session.model?.screen.head.title == "Log in" }
        try await session.model?.close()
    }

    @Test func languageBeforeOpeningIsTakenNoteOf() async throws {
        let session = session(.zhCn)
        session.speak(.en)
        #expect(session.isWaiting)
        session.open()
        try await eventually { session.model != nil }
        #expect(session.model?.screen.head.title == "Log in")
        try await session.model?.close()
    }

    @Test func failureIsToldAndTriedAgain() async throws {
        let other = try await ReviewModel.open(folder)
        let session = session(.en)
        session.open()
        try await eventually { session.failure != nil }
        let failure = try #require(session.failure)
        #expect(!failure.reason.isEmpty && !failure.nextStep.isEmpty)

        try await other.close()
        session.refresh()
        try await eventually { session.model != nil }
        try await session.model?.close()
    }

    private func session(_ language: Language) -> ReviewSession {
        let folder = folder
        return ReviewSession(vault: TestVault(), language: language) { folder.config(language: $0) }
    }
}

extension ReviewSession {
    fileprivate var isWaiting: Bool {
        if case .waiting = opening { true } else { false }
    }

    fileprivate var model: ReviewModel? {
        if case .open(let model) = opening { model } else { nil }
    }

    fileprivate var failure: (reason: String, nextStep: String)? {
        if case .failed(let reason, let nextStep) = opening { (reason, nextStep) } else { nil }
    }
}

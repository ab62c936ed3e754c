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

    @Test func comingBackMakesSureOfEverything() async throws {
        let session = session(.en)
        session.refresh()
        try await eventually { session.model != nil }
        let model = try #require(session.model)
        session.refresh()
        #expect(session.model === model)
        try await model.close()
    }

    @Test func folderThatCannotBeMadeIsTold() async throws {
        let session = ReviewSession(vault: TestVault()) { throw CocoaError(.fileWriteOutOfSpace) }
        session.open()
        try await eventually { session.failure != nil }
        #expect(session.failure?.reason.isEmpty == false)
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
        return ReviewSession(vault: TestVault()) { folder.config(language: language) }
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

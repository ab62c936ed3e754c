import Foundation
import RuxueCore
import RuxueTesting
import Testing

/// Log-ins to a server that never answers: only cancelling ends them in time.
@Suite(.timeLimit(.minutes(1))) struct CancellationTests {
    private let folder = TestFolder()
    private let typed = ["account": "13800000000", "password": "not-anybodys"]

    @Test func cancelledTaskEndsPromptlyAndTheModelGoesOn() async throws {
        let server = try SilentServer()
        let model = try await ReviewModel.open(folder, address: server.address)
        let logIn = try #require(await model.screen.logIn).form.send(typed)
        let task = Task { try await model.perform(logIn) }
        try await eventually { await model.screen.head.busy != nil }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }

        try await eventually { await model.screen.head.busy == nil }
        #expect(await model.screen.logIn != nil)
        try await model.perform(.open(page: .register))
        try await model.close()
    }

    @Test func cancelledBeforeItBeganDoesNothing() async throws {
        let model = try await ReviewModel.open(folder)
        let before = await model.screen
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await model.perform(.open(page: .register))
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(await model.screen == before)
        try await model.close()
    }

    @Test func closingEndsWhatIsUnderWay() async throws {
        let server = try SilentServer()
        let model = try await ReviewModel.open(folder, address: server.address)
        let logIn = try #require(await model.screen.logIn).form.send(typed)
        let task = Task { try await model.perform(logIn) }
        try await eventually { await model.screen.head.busy != nil }
        try await model.close()
        await #expect(throws: RuxueError.self) { try await task.value }
    }

    @Test func openingThatWasCancelledLeavesNothingOpen() async throws {
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await ReviewModel.open(folder)
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        try await ReviewModel.open(folder).close()
    }
}

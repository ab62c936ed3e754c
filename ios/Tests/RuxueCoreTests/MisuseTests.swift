import Foundation
import RuxueCore
import RuxueTesting
import Testing

/// What a shell can do wrong: always an error with a reason, never a crash or a deadlock.
@Suite(.timeLimit(.minutes(5))) struct MisuseTests {
    private let folder = TestFolder()

    @Test func closedTwiceIsClosed() async throws {
        let model = try await ReviewModel.open(folder)
        try await model.close()
        try await model.close()
    }

    @Test func afterClosingEverythingIsClosed() async throws {
        let model = try await ReviewModel.open(folder)
        let last = await model.screen
        try await model.close()
        let calls: [@Sendable () async throws -> Void] = [
            { try model.dispatch(.refresh) },
            { try await model.perform(.refresh) },
            { _ = try await model.photo(.portrait) },
        ]
        for call in calls {
            #expect(try await refusal { try await call() }.name == "Closed")
        }
        #expect(await model.screen == last)
    }

    @Test func folderThatIsInUse() async throws {
        let model = try await ReviewModel.open(folder)
        #expect(try await refusal { try await ReviewModel.open(folder) }.name == "InUse")
        try await model.close()
        try await ReviewModel.open(folder).close()
    }

    @Test(arguments: [Language.zhCn, .en]) func errorsSayWhyAndWhatToDo(language: Language) async throws {
        let address = "not an address"
        let error = try await refusal { try await ReviewModel.open(folder, address: address, language: language) }
        #expect(error.name == "Configuration")
        #expect(!error.reason.isEmpty && !error.nextStep.isEmpty)
        #expect(!error.reason.contains(address))
        let localized = error as any LocalizedError
        #expect(localized.failureReason == error.reason && localized.recoverySuggestion == error.nextStep)
    }

    @Test func weightsThatAreNotThere() async throws {
        var config = folder.config()
        config.weights = folder.path + "/nowhere"
        #expect(try await refusal { try await ReviewModel.open(config, vault: TestVault()) }.name == "Weights")
    }

    @Test func tenThousandActionsFromManyTasks() async throws {
        let model = try await ReviewModel.open(folder)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for task in 0..<8 {
                tasks.addTask {
                    let actions: [Action] = [.open(page: .register), .back, .submit, .cancel, .dismiss]
                    for i in 0..<1250 {
                        try model.dispatch(actions[(i + task) % actions.count])
                    }
                }
            }
            try await tasks.waitForAll()
        }
        // Whatever is on the screen now, one step leads back to the log-in or it is there already.
        _ = try? await model.perform(.back)
        try await eventually { await model.screen.logIn != nil }
        try await model.close()
    }

    @Test func aHundredReviewsOneAfterAnother() async throws {
        try await openAndClose(20)
        let before = try Footprint()
        try await openAndClose(100)
        let after = try Footprint()
        #expect(after.threads <= before.threads + 4)
        #expect(after.kilobytes < before.kilobytes + 20_000)
    }

    private func openAndClose(_ times: Int) async throws {
        for _ in 0..<times {
            let model = try await ReviewModel.open(folder)
            try model.dispatch(.open(page: .register))
            try await model.close()
        }
    }
}

/// What this process holds; only Linux tells so simply.
private struct Footprint {
    var threads = 0
    var kilobytes = 0

    init() throws {
        #if os(Linux)
            for line in try String(contentsOfFile: "/proc/self/status", encoding: .utf8).split(separator: "\n") {
                let number = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
                if line.hasPrefix("Threads:") { threads = number ?? 0 }
                if line.hasPrefix("VmRSS:") { kilobytes = number ?? 0 }
            }
        #endif
    }
}

import Foundation
import RuxueCore
import RuxueTesting
import Testing

/// Observers straight at the core, as `ReviewModel` never behaves.
@Suite(.timeLimit(.minutes(1))) struct ObserverTests {
    private let folder = TestFolder()

    @Test(arguments: [ShellError.Failed(reason: "no window") as any Error, ForeignError()])
    func observerThatThrowsIsStillTold(error: any Error) async throws {
        let shown = Shared(0)
        let observer = TestObserver { _ in
            shown { $0 += 1 }
            throw error
        }
        let core = try Ruxue(config: folder.config(), vault: TestVault(), observer: observer)
        try await eventually { shown { $0 } >= 1 }
        _ = try await core.perform(action: .open(page: .register), cancel: nil)
        try await eventually { shown { $0 } >= 2 }
        try core.stop()
    }

    @Test func observerMayCallBackIn() async throws {
        let core = Shared<Ruxue?>(nil)
        let pages = Shared(0)
        let observer = TestObserver { screen in
            guard let core = core({ $0 }) else { return }
            _ = try core.screen()
            if screen.logIn != nil {
                try core.dispatch(action: .open(page: .register))
            } else {
                pages { $0 += 1 }
                try core.dispatch(action: .back)
            }
        }
        let opened = try Ruxue(config: folder.config(), vault: TestVault(), observer: observer)
        core { $0 = opened }
        try opened.dispatch(action: .open(page: .register))
        try await eventually { pages { $0 } >= 10 }
        try opened.stop()
        core { $0 = nil }
    }

    @Test func observerMayStopTheCore() async throws {
        let core = Shared<Ruxue?>(nil)
        let stopped = Shared(false)
        let observer = TestObserver { _ in
            guard let core = core({ $0 }) else { return }
            try core.stop()
            stopped { $0 = true }
        }
        let opened = try Ruxue(config: folder.config(), vault: TestVault(), observer: observer)
        core { $0 = opened }
        try? opened.dispatch(action: .open(page: .register))
        try await eventually { stopped { $0 } }
        #expect(throws: RuxueError.self) { try opened.screen() }
        core { $0 = nil }
        try await ReviewModel.open(folder).close()
    }
}

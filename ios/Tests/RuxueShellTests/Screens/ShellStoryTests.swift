import Foundation
import RuxueCore
import RuxueTesting
import Testing

@testable import RuxueShell

/// Every story, played on the pages that the app draws: by their buttons, fields and ways back, through the real library.
@Suite(.onStage, .timeLimit(.minutes(10))) struct ShellStoryTests {
    @Test(arguments: Stage.named) func story(_ name: String) async throws {
        let story = try Story(named: name)
        let play = try await Play.begin(story: name)
        let student = try await Student(story, play)
        for (number, step) in story.steps.enumerated() {
            do {
                try await student.take(step)
            } catch {
                Issue.record("\(name), step \(number + 1), \(step): \(error)\nshown: \(await student.shown)")
                break
            }
        }
        try await student.leave()
        try await play.end()
    }
}

/// Who plays a story: reads pages, types, presses, takes photos and chooses them.
@MainActor private final class Student {
    private let play: Play
    private let language: Language
    private let folder = TestFolder()
    private let vault = TestVault()
    private var values: [String: String]
    private var session: ReviewSession
    private var model: ReviewModel
    private var flow: ReviewFlow
    private var following: Task<Void, Never>
    private var photos = 0

    init(_ story: Story, _ play: Play) async throws {
        self.play = play
        values = play.values
        language = try story.language
        (session, model) = try await Self.open(play, language, folder, vault)
        flow = ReviewFlow(model, showing: model.screen)
        following = Self.follow(model, flow)
        try await rest()
    }

    var shown: String { Portrayal(flow.page).text }

    func leave() async throws {
        try await model.close()
        await following.value
    }

    func take(_ step: Step) async throws {
        switch step {
        case .fill(let typed):
            try type(typed)
            try press { if case .send = $0.press { true } else { false } }
        case .code(let typed):
            try type(typed)
            try press { if case .requestCode = $0.press { true } else { false } }
            try await rest()
            values["code"] = try await play.code()
        case .press(let name): try press { $0.name == name }
        case .begin(let name): return try press { $0.name == name }
        case .photo(let name): try photo(try known(play.photos[name], "the play has no photo \(name)"))
        case .send(let name): try send(name)
        case .expect(let expected), .wait(let expected): return try await see(expected)
        case .restart: try await restart()
        case .network(let state): try await play.network(is: state)
        case .expire: try await play.expire()
        }
        try await rest()
    }

    private func type(_ typed: [String: String]) throws {
        for (key, text) in typed {
            let field = try known(flow.page.fields.first { $0.view.key == key }, "there is no field \(key)")
            let text = try named(text, values)
            if field.isChosen, !field.options(beside: flow[field.view]).contains(text) {
                throw Wrong("\(text) can't be chosen")
            }
            flow[field.view] = text
        }
    }

    /// Presses a button of the page and says yes where that is asked.
    private func press(_ isMeant: (ButtonPart) -> Bool) throws {
        let button = try known(flow.page.buttons.first(where: isMeant), "there is no such button")
        guard button.isEnabled else { throw Wrong("the button \(button.name) is off") }
        flow.press(button)
        if let question = flow.question { flow.confirm(question) }
    }

    /// Takes one photo with the camera, chooses the next one.
    private func photo(_ path: String) throws {
        let file = try Data(contentsOf: URL(fileURLWithPath: path))
        photos += 1
        if case .parts = flow.page.body, photos.isMultiple(of: 2) {
            try press { $0.press == .pick }
            guard flow.isPicking else { throw Wrong("no photo can be chosen") }
            return flow.choose(file)
        }
        if case .parts = flow.page.body { try press { $0.press == .goOn } }
        guard case .camera = flow.page.body else { throw Wrong("there is no camera") }
        flow.take(file)
    }

    /// What has no button of the core's.
    private func send(_ name: String) throws {
        switch name {
        case "refresh": session.refresh()
        case "back": try back()
        case "cancel": try press { $0.press == .act(.cancel) }
        case "dismiss": flow.dismiss()
        default: throw Wrong("no such thing: \(name)")
        }
    }

    private func back() throws {
        switch flow.trail.back {
        case .none: throw Wrong("there is no way back")
        case .system: flow.path = flow.path.dropLast()
        case .button(let button): flow.press(button)
        }
    }

    /// Holds within a minute, on the screen and on its page.
    private func see(_ expected: Expected) async throws {
        do {
            try await eventually { try self.misses(expected).isEmpty }
        } catch is TimedOut {
            throw Wrong("expected \(try misses(expected).joined(separator: ", "))")
        }
    }

    private func misses(_ expected: Expected) throws -> [String] {
        let page = flow.page
        let drawn = page.everythingSaid.joined(separator: "\n")
        let unseen = try expected.says.map { try named($0, values) }.filter { !drawn.contains($0) }
        let pressed = page.buttons.filter(\.isEnabled).map(\.name)
        return try expected.misses(Sight(screen: flow.trail.top.screen), values)
            + unseen.map { "“\($0)” drawn" } + expected.offers.filter { !pressed.contains($0) }.map { "\($0) drawn" }
    }

    /// Waits until nothing is under way, as somebody does who reads what stands there.
    private func rest() async throws {
        try await eventually {
            let latest = try self.model.latest
            return latest.head.busy == nil && self.flow.trail.top.screen == latest
        }
    }

    /// The app is killed and opened again.
    private func restart() async throws {
        try await leave()
        (session, model) = try await Self.open(play, language, folder, vault)
        flow = ReviewFlow(model, showing: model.screen)
        following = Self.follow(model, flow)
    }

    private static func open(
        _ play: Play,
        _ language: Language,
        _ folder: TestFolder,
        _ vault: TestVault
    ) async throws -> (ReviewSession, ReviewModel) {
        let session = ReviewSession(vault: vault) {
            folder.config(address: play.platform, language: language)
        }
        session.open()
        try await eventually { if case .waiting = session.opening { false } else { true } }
        guard case .open(let model) = session.opening else { throw Wrong("the review does not open") }
        return (session, model)
    }

    private static func follow(_ model: ReviewModel, _ flow: ReviewFlow) -> Task<Void, Never> {
        Task { await ReviewFlow.follow(model, on: flow) }
    }
}

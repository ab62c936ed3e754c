import Foundation
import RuxueCore
import RuxueTesting
import Testing

/// The stories that every language plays. A new file needs no code here.
@Suite(.onStage, .timeLimit(.minutes(10))) struct StoryTests {
    @Test func thereAreStories() {
        #expect(!Stage.named.isEmpty)
    }

    @Test(arguments: Stage.named) func story(_ name: String) async throws {
        let story = try Story(named: name)
        let play = try await Play.begin(story: name)
        let player = try await Player(story, play)
        do {
            for (number, step) in story.steps.enumerated() {
                do {
                    try await player.take(step)
                } catch {
                    let sight = try await player.sight
                    Issue.record("\(name), step \(number + 1), \(step): \(error)\nshown: \(sight)")
                    break
                }
            }
            try await player.leave()
        }
        try await play.end()
    }
}

/// The student of a play, with a phone of their own.
private actor Player {
    private let play: Play
    private let folder = TestFolder()
    private let vault = TestVault()
    private let language: Language
    private var values: [String: String]
    private var model: ReviewModel

    init(_ story: Story, _ play: Play) async throws {
        self.play = play
        values = play.values
        language = try story.language
        model = try await .open(folder, address: play.platform, language: language, vault: vault)
    }

    var sight: Sight {
        get throws { Sight(screen: try model.latest) }
    }

    func leave() async throws {
        try await model.close()
    }

    func take(_ step: Step) async throws {
        switch step {
        case .fill(let typed):
            try await model.perform(form().send(filled(typed)))
        case .code(let typed):
            try await model.perform(form().requestCode(filled(typed)))
            values["code"] = try await play.code()
        case .press(let id):
            try await model.perform(button(id).action)
        case .begin(let id):
            try model.dispatch(button(id).action)
        case .photo(let name):
            guard let path = play.photos[name] else { throw Wrong("the play has no photo \(name)") }
            try await model.perform(.photo(file: try Data(contentsOf: URL(fileURLWithPath: path))))
        case .send(let name):
            try await model.perform(try unprompted(name))
        case .expect(let expectation):
            try check(expectation)
        case .wait(let expectation):
            try await wait(for: expectation)
        case .restart:
            try await model.close()
            model = try await .open(folder, address: play.platform, language: language, vault: vault)
        case .network(let state):
            try await play.network(is: state)
        case .expire:
            try await play.expire()
        }
    }

    private func form() throws -> FormView {
        guard let form = everything(in: try model.latest, of: FormView.self).first else { throw Wrong("no form") }
        return form
    }

    private func filled(_ typed: [String: String]) throws -> [String: String] {
        let keys = try form().fields.map(\.key)
        if let unknown = typed.keys.first(where: { !keys.contains($0) }) { throw Wrong("no field \(unknown)") }
        return try typed.mapValues { try named($0, values) }
    }

    private func button(_ id: String) throws -> ButtonView {
        guard let button = try model.latest.button(id) else { throw Wrong("no button \(id)") }
        guard button.enabled else { throw Wrong("the button \(id) is off") }
        return button
    }

    private func unprompted(_ name: String) throws -> Action {
        switch name {
        case "refresh": .refresh
        case "back": .back
        case "cancel": .cancel
        case "dismiss": .dismiss
        default: throw Wrong("no such action: \(name)")
        }
    }

    private func wait(for expectation: Expected) async throws {
        do {
            try await eventually { (try? check(expectation)) != nil }
        } catch is TimedOut {
            try check(expectation)
        }
    }

    private func check(_ expected: Expected) throws {
        let wrong = try expected.misses(sight, values)
        if !wrong.isEmpty { throw Wrong("expected \(wrong.joined(separator: ", "))") }
    }
}

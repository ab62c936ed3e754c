import RuxueCore
import RuxueTesting
import Testing

@testable import RuxueShell

/// What VoiceOver is told without having been asked.
@Suite struct ScreenAnnouncerTests {
    private let album: Album

    init() throws { album = try Album("en") }

    private func said(_ names: String...) throws -> [[Announcement]] {
        var announcer = ScreenAnnouncer()
        return try names.map { announcer.announcements(of: ScreenPage(try album[$0], aim: Aim())) }
    }

    @Test func anotherPageIsNamed() throws {
        #expect(try said("log_in", "register").map(\.first) == [.page("Log in"), .page("Register")])
    }

    @Test func whatStandsThereStillIsNotSaidAgain() throws {
        #expect(try said("log_in_wrong_password", "log_in_wrong_password")[1].isEmpty)
    }

    @Test func newNoticeIsSaid() throws {
        let said = try said("log_in", "log_in_wrong_password")[1]
        #expect(said.count == 1)
        guard case .change(let text) = said[0] else { throw Wrong("there is no change") }
        #expect(text.contains("Wrong account or password"))
    }

    @Test func whatIsUnderWayIsSaid() throws {
        let busy = try album["card_capture_busy"].head.busy
        let said = try said("card_capture", "card_capture_busy")[1]
        #expect(said.contains(.change(try #require(busy))))
    }

    @Test func firstProblemOfAFormIsSaid() throws {
        let said = try said("card_review", "card_review_problems")[1]
        #expect(said == [.change("Name, Name is missing. Enter it as your card has it")])
    }

    @Test func progressIsSaidByQuarters() throws {
        guard case .submitting(var view) = try album["submitting_portrait"] else {
            throw Wrong("there is no submitting")
        }
        var announcer = ScreenAnnouncer()
        let said = stride(from: Float(0), through: 1, by: 0.05).flatMap { share in
            view.progress = share
            return announcer.announcements(of: ScreenPage(.submitting(view: view), aim: Aim()))
        }
        let changes = said.filter { if case .change = $0 { true } else { false } }
        #expect(changes.suffix(4).map { $0 } == [.change("25 %"), .change("50 %"), .change("75 %"), .change("100 %")])
    }
}

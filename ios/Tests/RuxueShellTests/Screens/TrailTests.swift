import RuxueCore
import RuxueTesting
import Testing

@testable import RuxueShell

/// Which screens lie one above the other.
@Suite struct TrailTests {
    private let album: Album

    init() throws { album = try Album("zh") }

    private func trail(_ names: String...) throws -> Trail {
        var trail = try Trail(album[names[0]])
        for name in names.dropFirst() { trail.arrive(try album[name]) }
        return trail
    }

    @Test func pageIsPushed() throws {
        let trail = try trail("home_new", "account", "account_bindings", "account_bind")
        #expect(trail.root == .home)
        #expect(trail.path == [.account(.account), .account(.bindings), .account(.bind(kind: .email))])
    }

    @Test func oneThatLiesBeneathIsPoppedTo() throws {
        let trail = try trail("home_new", "account", "account_profile", "account")
        #expect(trail.path == [.account(.account)])
        #expect(try trail.screen(at: .account(.profile)) == album["account_profile"], "it is seen while it leaves")
    }

    @Test func sameScreenChanges() throws {
        let trail = try trail("home_new", "card_review", "card_review_problems")
        #expect(trail.path == [.cardReview])
        #expect(try trail.top.screen == album["card_review_problems"])
    }

    @Test func stepsOfTheReviewTakeEachOthersPlace() throws {
        let trail = try trail("home_new", "card_capture", "card_review", "consent_card", "submitting_portrait")
        #expect(trail.path == [.submitting])
        #expect(try self.trail("home_new", "submitting_portrait", "outcome_failed").path == [.outcome])
    }

    @Test func photoIsTakenAgainAboveWhatItIsSeenOn() throws {
        let trail = try trail("home_new", "portrait_review", "portrait_capture")
        #expect(trail.path == [.portraitReview, .portraitCapture])
        #expect(
            try self.trail("home_new", "portrait_review", "portrait_capture", "portrait_review").path == [
                .portraitReview
            ]
        )
    }

    @Test func homeAndLogInLieBeneathEverything() throws {
        #expect(try trail("log_in", "register", "home_new").root == .home)
        #expect(try trail("home_new", "account", "log_in_after_log_out").stops.map(\.place) == [.logIn])
    }

    @Test func backIsTheSystemsWhereWhatItLeadsToLiesBeneath() throws {
        #expect(try trail("home_new", "account").back == .system)
        #expect(try trail("home_new").back == .none)
        guard case .button(let alone) = try trail("card_review").back else { throw Wrong("there is no back") }
        #expect(alone.isEnabled && alone.press == .act(.back), "the app was killed there: nothing lies beneath")
        guard case .button(let busy) = try trail("home_new", "card_capture", "card_capture_busy").back else {
            throw Wrong("there is no back")
        }
        #expect(!busy.isEnabled)
    }

    @Test func nobodySwipesAwayFromTheCamera() throws {
        guard case .button = try trail("home_new", "card_capture").back else { throw Wrong("there is no back") }
    }

    @Test func poppedScreenIsSeenWhileItLeaves() throws {
        var trail = try trail("home_new", "account", "account_profile")
        trail.pop(to: [.account(.account)])
        #expect(trail.path == [.account(.account)])
        #expect(trail.screen(at: .account(.profile)) != nil)
        trail.pop(to: [.account(.account), .account(.profile)])
        #expect(trail.path == [.account(.account)], "the stack can't go forth by itself")
    }
}

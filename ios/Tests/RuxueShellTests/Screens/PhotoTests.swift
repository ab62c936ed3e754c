import Foundation
import RuxueCore
import RuxueTesting
import Testing

@testable import RuxueShell

/// Photos with what was found in them.
@MainActor @Suite struct PhotoTests {
    private func finding(_ wrong: String, refuses: Bool = true, at region: [Spot] = []) -> FindingView {
        FindingView(kind: "glare", refuses: refuses, wrong: wrong, mend: "mend", region: region)
    }

    private var part: PhotoPart {
        let spots = [Spot(x: 0, y: 0), Spot(x: 1, y: 0), Spot(x: 1, y: 1)]
        let findings = [finding("blurred"), finding("shines", at: spots), finding("pale", refuses: false, at: spots)]
        let judged = JudgedView(verdict: .refuse, text: "Take another", findings: findings, corners: spots)
        return PhotoPart(slot: .portraitSide, name: "Portrait side", judged: judged)
    }

    @Test func whatHasAPlaceHasTheNumberOfTheList() {
        #expect(part.marks.map(\.number) == [nil, 1, 2])
        #expect(part.marks.map(\.ink) == [.markQuiet, .markBad, .markMind])
        let listed = Part.judged(.portraitSide, "", part.judged).dropFirst(2).flatMap { part -> [String] in
            guard case .signed(_, let parts) = part.content, case .text(let text) = parts[0].content else { return [] }
            return [text.text]
        }
        #expect(listed == ["blurred", "1  shines", "2  pale"])
    }

    @Test func sameFindingTwiceHasTwoNumbers() {
        let spots = [Spot(x: 0, y: 0)]
        let judged = JudgedView(
            verdict: .refuse,
            text: "",
            findings: [finding("shines", at: spots), finding("shines", at: spots)],
            corners: []
        )
        let photo = PhotoPart(slot: .portrait, name: "", judged: judged)
        let listed = Part.judged(.portrait, "", judged).suffix(2).map(\.content)
        #expect(photo.marks.map(\.number) == [1, 2])
        #expect(listed[0] != listed[1])
    }

    @Test func photoIsDescribed() {
        #expect(part.spoken == ("Portrait side", "Take another, 1 shines, 2 pale"))
    }

    @Test func numberStaysWithinThePhoto() throws {
        let spots = [Spot(x: -0.2, y: 1.3), Spot(x: 0.5, y: 0.5), Spot(x: 0.2, y: 0.2)]
        let mark = PhotoMark(spots: spots, ink: .markBad, number: 1)
        let at = try #require(mark.badge(width: 300, height: 200))
        #expect(at == (Metrics.badge, 200 - Metrics.badge))
        #expect(PhotoMark(spots: spots, ink: .markGood, number: nil).badge(width: 300, height: 200) == nil)
    }

    @Test func photosOfAnotherPageAreLetGoOf() async {
        var loaded = 0
        let shelf = PhotoShelf { _ in
            loaded += 1
            return Data([UInt8(loaded)])
        }
        shelf.turn(to: "a")
        #expect(await shelf.photo(part) == Data([1]))
        #expect(await shelf.photo(part) == Data([1]))
        shelf.turn(to: "a")
        #expect(await shelf.photo(part) == Data([1]))
        shelf.turn(to: "b")
        #expect(await shelf.photo(part) == Data([2]))
    }

    @Test func coverHidesEverythingWhileNobodyLooksAndWhatIsPrivateFromRecorders() throws {
        let album = try Album("zh")
        let home = ScreenPage(try album["home_new"], aim: Aim())
        let card = ScreenPage(try album["card_review"], aim: Aim())
        #expect(!Cover.isNeeded(over: home, presence: .active, isCaptured: true))
        #expect(Cover.isNeeded(over: card, presence: .active, isCaptured: true))
        #expect(!Cover.isNeeded(over: card, presence: .active, isCaptured: false))
        for page in [home, card] {
            for presence in [Presence.inactive, .background] {
                #expect(Cover.isNeeded(over: page, presence: presence, isCaptured: false))
            }
        }
    }
}

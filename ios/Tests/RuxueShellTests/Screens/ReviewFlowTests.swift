import Foundation
import RuxueCore
import RuxueTesting
import Testing

@testable import RuxueShell

/// What a student types and presses, and what becomes of it.
@MainActor @Suite struct ReviewFlowTests {
    private let album: Album
    private let desk = StillDesk()

    init() throws { album = try Album("zh") }

    private func flow(_ name: String) throws -> ReviewFlow { try ReviewFlow(desk, showing: album[name]) }

    @Test func whatWasTypedIsSent() throws {
        let flow = try flow("log_in")
        try flow[flow.field("account")] = "13900000001"
        try flow[flow.field("password")] = "secret"
        try flow.press("log_in")
        #expect(desk.done == [.send(values: [value("account", "13900000001"), value("password", "secret")])])
    }

    @Test func whatWasReadIsSentAsItStands() throws {
        let flow = try flow("card_review")
        try flow.press("confirm")
        guard case .send(let values) = desk.done.first else { throw Wrong("there is no send") }
        #expect(values.contains(value("id_number", "110199200001020011")))
    }

    @Test func codeIsAskedForWithWhatWasTyped() throws {
        let flow = try flow("account_bind")
        try flow[flow.field("email")] = "a@example.org"
        try flow.press("code")
        #expect(desk.done == [.requestCode(values: [value("email", "a@example.org"), value("code", "")])])
    }

    @Test func typingGoesOnWhileTheScreenChanges() throws {
        let flow = try flow("log_in")
        try flow[flow.field("account")] = "1390000"
        try flow.show(album["log_in_wrong_password"])
        #expect(try flow[flow.field("account")] == "1390000")
    }

    @Test func anotherFormBeginsEmpty() throws {
        let flow = try flow("log_in")
        try flow[flow.field("password")] = "secret"
        try flow.show(album["register"])
        try flow.show(album["log_in"])
        #expect(try flow[flow.field("password")].isEmpty)
    }

    @Test func whatIsGraveIsAskedFirst() throws {
        let flow = try flow("account_privacy")
        try flow.press("erase")
        #expect(flow.question?.view.title == "删除我的数据？")
        #expect(flow.question?.isGrave == true)
        flow.isAsked = false
        #expect(desk.done.isEmpty)
        try flow.press("erase")
        flow.confirm(try #require(flow.question))
        #expect(desk.done == [.erase] && flow.question == nil)
    }

    @Test func questionGoesWithItsButton() throws {
        let flow = try flow("account_privacy")
        try flow.press("erase")
        try flow.show(album["account_privacy"])
        #expect(flow.question != nil)
        try flow.show(album["log_in"])
        #expect(flow.question == nil)
    }

    @Test func buttonThatIsOffDoesNothing() throws {
        let flow = try flow("card_capture_busy")
        flow.press(ButtonPart("start", "", .primary, isEnabled: false, press: .act(.agree)))
        #expect(desk.done.isEmpty)
    }

    @Test func whatToTakeCareOfIsReadOnce() throws {
        let flow = try flow("portrait_capture")
        #expect(!flow.isAiming)
        try flow.press("start")
        #expect(flow.isAiming)
        try flow.show(album["portrait_review"])
        try flow.show(album["portrait_capture"])
        #expect(flow.isAiming)
        try flow.show(album["card_capture"])
        #expect(!flow.isAiming, "the card has requirements of its own")
    }

    @Test func refusalStandsUntilItIsAnsweredAndComesAnewWithTheNextPhoto() throws {
        let flow = try flow("portrait_capture_refused")
        #expect(!flow.isAiming)
        try flow.press("start")
        #expect(flow.isAiming)
        try flow.show(album["portrait_capture_refused"])
        #expect(flow.isAiming, "nothing new was said")
        flow.take(Data([1]))
        #expect(desk.done == [.photo(file: Data([1]))])
        try flow.show(album["portrait_capture_refused"])
        #expect(!flow.isAiming, "the same was found in another photo")
    }

    @Test func pickerIsOpenedAndGoesWithTheCaptureScreen() throws {
        let flow = try flow("card_capture")
        try flow.press("pick")
        #expect(flow.isPicking)
        try flow.show(album["card_capture_busy"])
        #expect(flow.isPicking)
        try flow.show(album["home_new"])
        #expect(!flow.isPicking)
    }

    @Test func chosenPhotoIsLookedAtAndNoneIsNot() throws {
        let flow = try flow("card_capture")
        try flow.press("pick")
        flow.choose(nil)
        #expect(desk.done.isEmpty && !flow.isPicking)
        flow.choose(Data([1]))
        #expect(desk.done == [.photo(file: Data([1]))])
    }

    @Test func pageIsRefreshedWhereThePlatformIsAsked() throws {
        let flow = try flow("home_new")
        #expect(flow.page.isRefreshed)
        flow.refresh()
        #expect(desk.done == [.refresh])
        #expect(try !ScreenPage(album["log_in"], aim: Aim()).isRefreshed)
    }

    @Test func noticeIsDismissed() throws {
        let flow = try flow("log_in_after_log_out")
        flow.dismiss()
        #expect(desk.done == [.dismiss])
    }

    @Test func swipeBackIsOneStepBack() throws {
        let flow = try flow("home_new")
        try flow.show(album["account"])
        desk.after = try album["home_new"]
        flow.path = []
        #expect(desk.done == [.back])
        #expect(flow.trail.path.isEmpty)
    }

    @Test func swipeBackThatTheCoreRefusesIsTakenBack() throws {
        let flow = try flow("home_new")
        try flow.show(album["account"])
        desk.after = try album["account"]
        flow.path = []
        #expect(flow.trail.path == [.account(.account)])
    }

    @Test func stackThatTellsOfNoChangeIsNoGesture() throws {
        let flow = try flow("home_new")
        try flow.show(album["account"])
        flow.path = [.account(.account)]
        #expect(desk.done.isEmpty)
    }

    @Test func newsIsAnnounced() throws {
        let flow = try flow("log_in")
        var said: [Announcement] = []
        flow.announce = { said.append($0) }
        try flow.show(album["log_in"])
        #expect(said == [.page("登录")], "the first page is told of when somebody listens")
        try flow.show(album["log_in_wrong_password"])
        #expect(said.count == 2)
    }

    @Test func photoIsAskedForOnceAPage() async throws {
        let flow = try flow("portrait_review")
        let photo = try #require(flow.page.photos.first)
        #expect(await flow.shelf.photo(photo) == Data("portrait".utf8))
        try flow.show(album["portrait_review"])
        _ = await flow.shelf.photo(photo)
        #expect(desk.looked == [.portrait])
        try flow.show(album["portrait_capture"])
        try flow.show(album["portrait_review"])
        _ = await flow.shelf.photo(photo)
        #expect(desk.looked == [.portrait, .portrait], "a photo taken anew is another, even if the same is said of it")
    }

    private func value(_ key: String, _ text: String) -> FieldValue { FieldValue(key: key, text: text) }
}

/// Writes down what is done, and goes nowhere but where it is told.
@MainActor private final class StillDesk: Desk {
    var done: [Action] = []
    var looked: [Slot] = []
    var after: Screen?

    var current: Screen? { after }

    func press(_ action: Action) { done.append(action) }

    func photo(of slot: Slot) async -> Data? {
        looked.append(slot)
        return Data("\(slot)".utf8)
    }
}

extension ReviewFlow {
    fileprivate var isAiming: Bool {
        if case .camera = page.body { true } else { false }
    }

    fileprivate func field(_ key: String) throws -> FieldView {
        guard let field = page.fields.first(where: { $0.view.key == key }) else { throw Wrong("there is no \(key)") }
        return field.view
    }

    fileprivate func press(_ name: String) throws {
        guard let button = page.buttons.first(where: { $0.name == name }) else { throw Wrong("there is no \(name)") }
        press(button)
    }
}

extension ScreenPage {
    /// The fields on it.
    var fields: [FieldPart] {
        parts.compactMap { if case .field(let field) = $0.content { field } else { nil } }
    }

    /// The photos on it.
    var photos: [PhotoPart] {
        func photos(_ parts: [Part]) -> [PhotoPart] {
            parts.flatMap { part -> [PhotoPart] in
                switch part.content {
                case .photo(let photo): [photo]
                case .card(let inner), .signed(_, let inner): photos(inner)
                default: []
                }
            }
        }
        return photos(parts)
    }
}

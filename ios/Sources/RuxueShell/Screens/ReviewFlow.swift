import Foundation
import RuxueCore

#if canImport(Combine)
    import Combine
#endif

/// What the screens ask of the review.
@MainActor public protocol Desk: AnyObject {
    /// What the student is to see, as new as what was last pressed; none once the review is closed.
    var current: Screen? { get }

    /// Tells the core what the student does.
    func press(_ action: Action)

    /// The file of a photo; none where there is no such photo.
    func photo(of slot: Slot) async -> Data?
}

/// A question before a button acts.
public struct Question: Hashable, Sendable {
    /// What is asked.
    public let view: ConfirmView
    /// The button that asks.
    public let button: ButtonPart

    /// Whether it can't be taken back.
    public var isGrave: Bool { button.look == .danger }
}

/// The student's way through the screens: which pages are there, what was typed and asked, and what follows from what the
/// student does. The views draw it and hand gestures to it.
@MainActor public final class ReviewFlow {
    /// The pages that lie one above the other.
    public private(set) var trail: Trail { willSet { changes() } }
    /// The question that is to be answered now.
    public private(set) var question: Question? { willSet { changes() } }
    /// Whether the student is choosing a photo.
    public var isPicking = false { willSet { changes() } }
    /// The photos of the page that is shown.
    public let shelf: PhotoShelf
    /// Tells VoiceOver.
    public var announce: (Announcement) -> Void = { _ in }

    private var typed = Typed() { willSet { changes() } }
    private var aim = Aim() { willSet { changes() } }
    private var announcer = ScreenAnnouncer()
    private let desk: any Desk

    /// Begins with a screen of the review.
    ///
    /// - Parameters:
    ///   - desk: Where the review is.
    ///   - screen: What it shows now.
    public init(_ desk: any Desk, showing screen: Screen) {
        self.desk = desk
        trail = Trail(screen)
        shelf = PhotoShelf { [weak desk] part in await desk?.photo(of: part.slot) }
        typed.enter(screen.place)
        shelf.turn(to: page.name)
    }

    /// The page that is shown.
    public var page: ScreenPage { ScreenPage(trail.top.screen, aim: aim) }

    /// The page at a place that lies on the trail, or just left it.
    public func page(at place: Place) -> ScreenPage? {
        trail.screen(at: place).map { ScreenPage($0, aim: aim) }
    }

    /// Shows a screen, as it changed or as another.
    public func show(_ screen: Screen) {
        trail.arrive(screen)
        typed.enter(screen.place)
        // What was asked about a button is void once the button is not offered.
        if let question, !page.buttons.contains(question.button) { self.question = nil }
        if screen.capture == nil { isPicking = false }
        turn()
    }

    /// What stands in a field; set, what the student types there.
    public subscript(_ field: FieldView) -> String {
        get { typed[field] }
        set { typed[field] = newValue }
    }

    /// The places above the lowest; set, where the navigation stack went back to by itself.
    public var path: [Place] {
        get { trail.path }
        set {
            guard newValue.count < trail.path.count else { return }
            trail.pop(to: newValue)
            act(.back)
        }
    }

    /// Whether a question is to be answered; set to false, it is no longer asked.
    public var isAsked: Bool {
        get { question != nil }
        set { if !newValue { question = nil } }
    }

    /// The student presses a button: where something is to be confirmed first, that is asked.
    public func press(_ button: ButtonPart) {
        guard button.isEnabled else { return }
        if let view = button.confirm {
            question = Question(view: view, button: button)
        } else {
            follow(button.press)
        }
    }

    /// The student says yes to a question. If the button is not offered any more, the core lets nothing come of it.
    public func confirm(_ question: Question) {
        self.question = nil
        follow(question.button.press)
    }

    /// The notice was read.
    public func dismiss() { act(.dismiss) }

    /// The student took a photo, or chose one: what can't be read is empty, and the core says that it is no photo.
    public func take(_ file: Data) {
        aim.tookPhoto()
        act(.photo(file: file))
    }

    /// The student is done with choosing.
    ///
    /// - Parameter file: The photo; nil where none was chosen after all.
    public func choose(_ file: Data?) {
        isPicking = false
        if let file { take(file) }
    }

    /// The student pulls the page down: the platform is asked how things stand.
    public func refresh() { act(.refresh) }

    private func follow(_ press: Press) {
        switch press {
        case .act(let action): act(action)
        case .send(let form): act(form.send(typed.all))
        case .requestCode(let form): act(form.requestCode(typed.all))
        case .goOn: goOn()
        case .pick: isPicking = true
        case .tryAgain: break
        }
    }

    /// The core may have gone on already; then the screen is not drawn as it was, to be drawn anew an instant later.
    private func act(_ action: Action) {
        desk.press(action)
        if let screen = desk.current { show(screen) }
    }

    private func goOn() {
        guard let view = trail.top.screen.capture else { return }
        aim.goOn(view)
        turn()
    }

    private func turn() {
        shelf.turn(to: page.name)
        announcer.announcements(of: page).forEach(announce)
    }

    private func changes() {
        #if canImport(Combine)
            objectWillChange.send()
        #endif
    }
}

#if canImport(Combine)
    extension ReviewFlow: ObservableObject {}
#endif

extension ReviewFlow {
    /// Shows whatever the review shows, until it is closed.
    public static func follow(_ model: ReviewModel, on flow: ReviewFlow) async {
        for await _ in model.screens {
            // The latest: what the stream brought may be older than what was shown since.
            if let screen = model.current { flow.show(screen) }
        }
    }
}

extension ReviewModel: Desk {
    /// What the student is to see; none once the review is closed.
    public var current: Screen? { try? latest }

    /// Tells the core what the student does. A closed review is followed by another, which shows its own screens.
    public func press(_ action: Action) { try? dispatch(action) }

    /// The file of a photo; none where it is not there or can't be read now.
    public func photo(of slot: Slot) async -> Data? { try? await photo(slot) }
}

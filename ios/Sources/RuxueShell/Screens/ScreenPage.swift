import RuxueCore

/// What is to be seen of a screen, ready to be drawn: the views decide nothing.
public struct ScreenPage: Hashable, Sendable {
    /// Pages of the same name are one that changed; another is scrolled to its top, and its photos are loaded anew.
    public let name: String
    /// What stands above; nothing while there is no core to ask.
    public let head: PageHead?
    /// What stands below.
    public let body: Body
    /// Whether nobody may copy it.
    public let isPrivate: Bool
    /// Whether pulling it down asks the platform how things stand.
    public let isRefreshed: Bool
    /// Whether it says why a photo just taken can't be used: that is felt too.
    public let isRefusal: Bool

    /// What stands below the head.
    public enum Body: Hashable, Sendable {
        /// Parts to scroll through.
        case parts([Part])
        /// A camera to aim with.
        case camera(CaptureView)
    }

    /// What is to be seen of `screen`, of a capture screen as far as `aim` is.
    public init(_ screen: Screen, aim: Aim) {
        name = "\(screen.place)" + (screen.capture.map { " \($0.slot) \(aim.at($0))" } ?? "")
        head = PageHead(screen.head)
        body =
            switch screen {
            case .logIn(let view): .parts(view.parts)
            case .home(let view): .parts(view.parts)
            case .cardCapture(let view), .portraitCapture(let view): view.body(aim.at(view))
            case .cardReview(let view): .parts(view.parts)
            case .consent(let view): .parts(view.parts)
            case .portraitReview(let view): .parts(view.parts)
            case .submitting(let view): .parts(view.parts)
            case .outcome(let view): .parts(view.parts)
            case .account(let view): .parts(view.parts)
            }
        isPrivate = screen.isPrivate
        isRefreshed = screen.isRefreshed
        isRefusal = screen.capture.map { aim.at($0) == .refused } ?? false
    }

    /// A page of the shell's own.
    init(name: String, _ parts: [Part]) {
        self.name = name
        head = nil
        body = .parts(parts)
        isPrivate = false
        isRefreshed = false
        isRefusal = false
    }

    /// What there is to scroll through; nothing at a camera.
    public var parts: [Part] {
        if case .parts(let parts) = body { parts } else { [] }
    }
}

/// What stands at the top of every page.
public struct PageHead: Hashable, Sendable {
    /// The title.
    public let title: String
    /// One screen back; none where there is none.
    public let back: ButtonPart?
    /// Something to tell, until it is dismissed.
    public let notice: NoticePart?
    /// What is under way.
    public let busy: String?

    init(_ view: HeadView) {
        title = view.title
        back = view.back.map { ButtonPart($0) }
        notice = view.notice.map(NoticePart.init)
        busy = view.busy
    }
}

/// Something to tell.
public struct NoticePart: Hashable, Sendable {
    /// How it is meant; it stands on this sign's ground.
    public let sign: Sign
    /// What happened, and what to do next.
    public let parts: [Part]

    /// All of it, as VoiceOver says it.
    public let spoken: String

    init(_ view: NoticeView) {
        sign =
            switch view.tone {
            case .good: .good
            case .plain: .plain
            case .bad: .bad
            }
        parts = [.text("text", view.text)] + Part.mend("next", view.next)
        spoken = [view.text, view.next].filter { !$0.isEmpty }.joined(separator: ", ")
    }
}

import RuxueCore

/// A button of a page.
public struct ButtonPart: Hashable, Sendable {
    /// Its name, the same in every language: the accessibility identifier.
    public let name: String
    /// What stands on it.
    public let text: String
    /// How it looks.
    public let look: ButtonLook
    /// Whether it can be pressed now.
    public let isEnabled: Bool
    /// What to ask before it does anything.
    public let confirm: ConfirmView?
    /// What it does.
    public let press: Press
}

/// What pressing a button does.
public enum Press: Hashable, Sendable {
    /// Tells the core.
    case act(Action)
    /// Sends a form with what was typed.
    case send(FormView)
    /// Has a one-time code sent for a form, with what was typed so far.
    case requestCode(FormView)
    /// On to the camera.
    case goOn
    /// Has the student choose a photo.
    case pick
    /// Opens the review anew after a failure.
    case tryAgain
}

extension ButtonPart {
    init(_ view: ButtonView, press: Press? = nil) {
        name = view.id
        text = view.text
        look = view.look
        isEnabled = view.enabled
        confirm = view.confirm
        self.press = press ?? .act(view.action)
    }

    /// A button of the shell's own, such as one that opens the camera.
    init(_ name: String, _ text: String, _ look: ButtonLook, isEnabled: Bool = true, press: Press) {
        self.init(name: name, text: text, look: look, isEnabled: isEnabled, confirm: nil, press: press)
    }
}

extension Part {
    static func button(_ button: ButtonPart, gap: Space = .small) -> Part {
        Part(id: "button/\(button.name)", gap: gap, content: .button(button))
    }

    static func button(_ view: ButtonView, gap: Space = .small) -> Part {
        button(ButtonPart(view), gap: gap)
    }

    /// Buttons one below the other, the first further away from what stands above.
    static func buttons(_ views: [ButtonView], first: Space = .medium, gap: Space = .small) -> [Part] {
        views.enumerated().map { button($1, gap: $0 == 0 ? first : gap) }
    }
}

extension Part {
    /// The buttons in it, in their order.
    public var buttons: [ButtonPart] {
        switch content {
        case .button(let button): [button]
        case .card(let parts), .signed(_, let parts): parts.flatMap(\.buttons)
        case .text, .emblem, .field, .photo, .chances, .progress, .examples: []
        }
    }
}

extension ScreenPage {
    /// The buttons on it, in their order, that of the head first.
    public var buttons: [ButtonPart] { [head?.back].compactMap { $0 } + parts.flatMap(\.buttons) }
}

/// How a button looks: its text, what it stands on, and its edge.
public struct Dress: Hashable, Sendable {
    /// The text.
    public let ink: Ink
    /// What is under it; none for a link.
    public let fill: Ink?
    /// The line around it.
    public let edge: Ink?
    /// Whether it goes somewhere: text at the start, an arrow at the end.
    public let leads: Bool
}

extension ButtonLook {
    /// How a button of this look is dressed.
    public var dress: Dress {
        switch self {
        case .primary: Dress(ink: .onAccent, fill: .accent, edge: nil, leads: false)
        case .secondary: Dress(ink: .accent, fill: .surface, edge: .outline, leads: false)
        case .danger: Dress(ink: .bad, fill: .surface, edge: .bad, leads: false)
        case .link: Dress(ink: .accent, fill: nil, edge: nil, leads: true)
        }
    }
}

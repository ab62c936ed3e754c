import RuxueCore

/// A part of a page. The next page's part of the same id takes over its place, so that focus and what VoiceOver reads stay.
public struct Part: Identifiable, Hashable, Sendable {
    /// Unlike its neighbours'.
    public let id: String
    /// The space above it, unless it is the first.
    public let gap: Space
    /// What it shows.
    public let content: Content

    /// What a part shows.
    public indirect enum Content: Hashable, Sendable {
        /// A text that stands by itself.
        case text(TextPart)
        /// Parts that belong together, on a surface of their own.
        case card([Part])
        /// Parts beside a sign that says how they are meant.
        case signed(Sign, [Part])
        /// A large sign at the top of a page that has little else.
        case emblem(Sign)
        /// A button, a link.
        case button(ButtonPart)
        /// A field to fill in.
        case field(FieldPart)
        /// A photo with what was found in it.
        case photo(PhotoPart)
        /// The chances left: as dots, and in words.
        case chances(ChancesView)
        /// How much arrived, 0 to 1.
        case progress(Double)
        /// What photos pass and what don't, beside each other where there is room.
        case examples([ExamplePart])
    }
}

/// A text and its type.
public struct TextPart: Hashable, Sendable {
    /// What it says.
    public let text: String
    /// Its size and weight.
    public let style: TypeStyle
    /// Its colour.
    public let ink: Ink
    /// Whether it stands in the middle, such as under a large sign.
    public let isCentred: Bool
}

extension Part {
    static func text(
        _ id: String,
        _ text: String,
        _ style: TypeStyle = .body,
        gap: Space = .medium,
        ink: Ink? = nil
    ) -> Part {
        let part = TextPart(text: text, style: style, ink: ink ?? style.ink, isCentred: false)
        return Part(id: id, gap: gap, content: .text(part))
    }

    static func centred(_ id: String, _ text: String, _ style: TypeStyle = .body, gap: Space = .medium) -> Part {
        let part = TextPart(text: text, style: style, ink: style.ink, isCentred: true)
        return Part(id: id, gap: gap, content: .text(part))
    }

    static func card(_ id: String, gap: Space = .medium, _ parts: [Part]) -> Part {
        Part(id: id, gap: gap, content: .card(parts))
    }

    static func signed(_ id: String, _ sign: Sign, gap: Space = .medium, _ parts: [Part]) -> Part {
        Part(id: id, gap: gap, content: .signed(sign, parts))
    }

    static func emblem(_ sign: Sign, gap: Space = .large) -> Part {
        Part(id: "emblem", gap: gap, content: .emblem(sign))
    }

    static func chances(_ view: ChancesView, gap: Space = .medium) -> Part {
        Part(id: "chances", gap: gap, content: .chances(view))
    }

    /// What to do about what stands above; nothing where nothing is to be done.
    static func mend(_ id: String, _ text: String) -> [Part] {
        text.isEmpty ? [] : [.text(id, text, .quiet, gap: .tiny, ink: .text)]
    }
}

extension ChancesView {
    /// The colour of the dots, which are full for each chance that is left.
    public var ink: Ink { left == 0 ? .bad : .accent }

    /// The words.
    public var part: TextPart { TextPart(text: text, style: .label, ink: .text, isCentred: false) }
}

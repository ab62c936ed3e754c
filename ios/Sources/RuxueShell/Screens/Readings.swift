import RuxueCore

/// What VoiceOver reads of one thing.
public struct Reading: Hashable, Sendable {
    /// What it is.
    public let label: String
    /// What it says; empty where the label is all.
    public var value = ""
    /// What is said of its kind.
    public var trait: Trait?

    /// What is said of something's kind.
    public enum Trait: Sendable {
        case header, button, off, image, field
    }
}

extension ScreenPage {
    /// What VoiceOver reads of the page, in order, from the title on; nothing of a camera, which speaks for itself.
    ///
    /// - Parameter typed: What stands in the fields.
    /// - Returns: What is read, one after the other.
    public func readings(_ typed: Typed = Typed()) -> [Reading] {
        let title = head.map { [Reading(label: $0.title, trait: .header)] } ?? []
        let back = head?.back.map { [$0.reading] } ?? []
        let busy = head?.busy.map { [Reading(label: $0)] } ?? []
        let notice = head?.notice.map { $0.parts.flatMap { $0.readings(typed) } } ?? []
        return back + title + busy + notice + parts.flatMap { $0.readings(typed) }
    }

    /// Whether a button is there as it was, and can be pressed.
    public func offers(_ button: ButtonPart) -> Bool {
        let all = [head?.back].compactMap { $0 } + parts.flatMap(\.buttons)
        return all.contains { $0 == button && $0.isEnabled }
    }
}

extension Part {
    fileprivate func readings(_ typed: Typed) -> [Reading] {
        switch content {
        case .text(let text): [Reading(label: text.text, trait: text.style.isHeading ? .header : nil)]
        case .card(let parts), .signed(_, let parts): parts.flatMap { $0.readings(typed) }
        case .emblem: []
        case .button(let button): [button.reading]
        case .field(let field): [field.reading(typed)]
        case .photo(let photo): [Reading(label: photo.spoken.label, value: photo.spoken.value, trait: .image)]
        case .chances(let chances): [Reading(label: chances.text)]
        case .progress(let share): [Reading(label: "\(Int(share * 100)) %")]
        case .examples(let examples): examples.map { Reading(label: $0.text, trait: .image) }
        }
    }

    /// The buttons in it, in their order.
    public var buttons: [ButtonPart] {
        switch content {
        case .button(let button): [button]
        case .card(let parts), .signed(_, let parts): parts.flatMap(\.buttons)
        case .text, .emblem, .field, .photo, .chances, .progress, .examples: []
        }
    }
}

extension ButtonPart {
    fileprivate var reading: Reading { Reading(label: text, trait: isEnabled ? .button : .off) }
}

extension FieldPart {
    fileprivate func reading(_ typed: Typed) -> Reading {
        let text = typed[view]
        // What is hidden is not read out.
        return Reading(label: spoken, value: view.reveal == nil || text.isEmpty ? text : "•", trait: .field)
    }
}

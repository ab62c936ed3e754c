import RuxueCore
import RuxueShell

/// What VoiceOver reads of one thing.
struct Reading: Hashable, Sendable {
    /// What it is.
    let label: String
    /// What it says; empty where the label is all.
    var value = ""
    /// What is said of its kind.
    var trait: Trait?

    /// What is said of something's kind.
    enum Trait: Sendable {
        case header, button, off, image, field
    }
}

extension ScreenPage {
    /// What VoiceOver reads of the page, in order, from the title on; nothing of a camera, which speaks for itself.
    var readings: [Reading] {
        let title = head.map { [Reading(label: $0.title, trait: .header)] } ?? []
        let back = head?.back.map { [$0.reading] } ?? []
        let busy = head?.busy.map { [Reading(label: $0)] } ?? []
        let notice = head?.notice.map { $0.parts.flatMap(\.readings) } ?? []
        return back + title + busy + notice + parts.flatMap(\.readings)
    }
}

extension Part {
    fileprivate var readings: [Reading] {
        switch content {
        case .text(let text): [Reading(label: text.text, trait: text.style.isHeading ? .header : nil)]
        case .card(let parts), .signed(_, let parts): parts.flatMap(\.readings)
        case .emblem: []
        case .button(let button): [button.reading]
        case .field(let field): [field.reading]
        case .photo(let photo): [Reading(label: photo.spoken.label, value: photo.spoken.value, trait: .image)]
        case .chances(let chances): [Reading(label: chances.text)]
        case .progress(let share): [Reading(label: "\(Int(share * 100)) %")]
        case .examples(let examples): examples.map { Reading(label: $0.text, trait: .image) }
        }
    }
}

extension ButtonPart {
    fileprivate var reading: Reading { Reading(label: text, trait: isEnabled ? .button : .off) }
}

extension FieldPart {
    fileprivate var reading: Reading {
        Reading(label: spoken, value: view.value, trait: .field)
    }
}

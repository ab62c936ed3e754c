import RuxueCore
import RuxueShell

/// A page as text: what is drawn, one below the other, and what VoiceOver reads.
struct Portrayal {
    let page: ScreenPage

    init(_ page: ScreenPage) { self.page = page }

    var text: String {
        let lines = head + body + ["", "VoiceOver:"] + page.readings.map { "  \($0.line)" }
        return lines.joined(separator: "\n") + "\n"
    }

    private var head: [String] {
        guard let head = page.head else { return ["(no head)"] }
        let back = head.back.map { "← \($0.text)\($0.isEnabled ? "" : " (off)")" }
        let notice = head.notice.map { [line($0.sign)] + lines($0.parts, "  ") } ?? []
        return [
            "# \(head.title)" + (page.isPrivate ? "  (private)" : ""), back, head.busy.map { "… \($0)" },
        ].compactMap { $0 } + notice
    }

    private var body: [String] {
        if case .camera(let view) = page.body { return ["camera: \(view.slot), \(view.heading)"] }
        return lines(page.parts, "")
    }

    private func lines(_ parts: [Part], _ indent: String) -> [String] {
        parts.flatMap { part in lines(part).map { indent + $0 } }
    }

    private func lines(_ part: Part) -> [String] {
        let space = part.gap == .none ? "" : " ^\(part.gap)"
        switch part.content {
        case .text(let text):
            let middle = text.isCentred ? " centred" : ""
            return ["\(text.style) \(text.ink)\(middle)\(space): \(text.text)"]
        case .card(let parts): return ["card\(space)"] + lines(parts, "  ")
        case .signed(let sign, let parts): return [line(sign) + space] + lines(parts, "  ")
        case .emblem(let sign): return ["emblem \(line(sign)) on \(sign.ground)\(space)"]
        case .button(let button): return [line(button) + space]
        case .field(let field): return lines(field).map { $0 } + [line(field.entry)]
        case .photo(let photo): return ["photo \(photo.slot)\(space)"] + photo.marks.map { "  \(line($0))" }
        case .chances(let chances):
            return ["chances \(chances.left)/\(chances.all) \(chances.ink)\(space): \(chances.text)"]
        case .progress(let share): return ["progress \(Int(share * 100)) %\(space)"]
        case .examples(let examples): return examples.map { "example \($0.kind) \(line($0.sign)): \($0.text)" }
        }
    }

    private func line(_ sign: Sign) -> String { "\(sign.symbol.rawValue) \(sign.ink)" }

    private func line(_ button: ButtonPart) -> String {
        let off = button.isEnabled ? "" : " (off)"
        let asks = button.confirm.map { "  asks: \($0.title) | \($0.text) | \($0.yes) | \($0.no)" } ?? ""
        return "button \(button.name) \(button.look)\(off): \(button.text)\(asks)"
    }

    private func lines(_ field: FieldPart) -> [String] {
        let view = field.view
        let choices = view.choices.isEmpty ? nil : "  choices: \(view.choices.joined(separator: " "))"
        return [
            "field \(view.key) \(view.kind): \(view.label) [\(view.value)] \(field.edge)",
            view.problem.map { "  problem: \($0)" }, field.hint.map { "  hint: \($0)" }, choices,
            view.reveal.map { "  eye: \($0.show) / \($0.hide)" },
            "  then: \(field.next ?? field.done?.name ?? "nothing")",
        ].compactMap { $0 }
    }

    private func line(_ entry: Entry) -> String {
        let content = entry.content.map { " fills in \($0)" } ?? ""
        return "  keyboard: \(entry.keyboard)\(content), capitals \(entry.capitals), lines \(entry.lines)"
    }

    private func line(_ mark: PhotoMark) -> String {
        let spots = mark.spots.map { "\(Int(($0.x * 100).rounded())),\(Int(($0.y * 100).rounded()))" }
        return "\(mark.number.map { "\($0)" } ?? "outline") \(mark.ink): \(spots.joined(separator: " "))"
    }
}

extension Reading {
    fileprivate var line: String {
        let kind = trait.map { " [\($0)]" } ?? ""
        return value.isEmpty ? label + kind : "\(label): \(value)\(kind)"
    }
}

extension ScreenPage {
    /// Every text that the student sees or is asked, now or after a touch.
    var everythingSaid: [String] {
        let asked = buttons.compactMap(\.confirm).flatMap { [$0.title, $0.text, $0.yes, $0.no] }
        let fields = parts.compactMap { if case .field(let field) = $0.content { field } else { nil } }
        let typed = fields.flatMap { field in
            field.view.choices + [field.view.value, field.view.hint]
                + (field.view.reveal.map { [$0.show, $0.hide] } ?? [])
        }
        return readings.map { "\($0.label)\n\($0.value)" } + asked + typed + aimed
    }

    /// What the camera's pane says, which is given the whole view.
    private var aimed: [String] {
        guard case .camera(let view) = body else { return [] }
        return [view.heading, view.shutter, view.pick, view.lamp, view.again]
            + view.troubles.flatMap { [$0.text, $0.button ?? ""] }
    }
}

import RuxueCore

extension AccountView {
    /// A page of the account.
    var parts: [Part] {
        sections.enumerated().flatMap { $1.parts($0) } + (form.map(Part.form) ?? []) + Part.buttons(buttons)
    }
}

extension SectionView {
    fileprivate func parts(_ index: Int) -> [Part] {
        let heading = title.isEmpty ? [] : [Part.text("title/\(index)", title, .label, gap: .large)]
        let rows = rows.enumerated().flatMap { $1.parts($0) }
        return heading + [.card("section/\(index)", gap: title.isEmpty ? .medium : .small, rows)]
    }
}

extension RowView {
    fileprivate func parts(_ index: Int) -> [Part] {
        let value = value.isEmpty ? nil : Part.text("value/\(index)", value, gap: .tiny)
        return [.text("label/\(index)", label, .quiet), value, button.map { .button($0) }].compactMap { $0 }
    }
}

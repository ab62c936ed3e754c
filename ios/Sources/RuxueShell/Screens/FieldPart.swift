import RuxueCore

/// A field of a form.
public struct FieldPart: Hashable, Sendable {
    /// As the core has it.
    public let view: FieldView
    /// The key of the next field to type into; none for the last.
    public let next: String?
    /// What the keyboard's last key does at the last field.
    public let done: ButtonPart?

    /// The example or rule to show below the box, where large letters have room and typing does not hide it. Not where
    /// something stood in the field from the beginning.
    public var hint: String? {
        view.value.isEmpty && !view.hint.isEmpty ? view.hint : nil
    }

    /// Whether what is wrong with it is told.
    public var isWrong: Bool { view.problem != nil }

    /// The line around its box.
    public var edge: Ink { isWrong ? .bad : .outline }

    /// Whether one of the choices is taken, and nothing typed.
    public var isChosen: Bool { view.kind == .choice }

    /// What can be chosen while `text` stands in it. What was read may be none of the choices, and is not lost for that.
    public func options(beside text: String) -> [String] {
        view.choices.contains(text) ? view.choices : [text] + view.choices
    }

    /// What VoiceOver says of it besides what stands in it.
    public var spoken: String {
        [view.label, view.problem, hint].compactMap { $0 }.joined(separator: ", ")
    }

    /// Which keyboard and help it takes.
    public var entry: Entry { view.kind.entry }
}

extension Part {
    /// A form: its fields, the button that has a code sent below the field for it, and the one that sends it.
    static func form(_ form: FormView) -> [Part] {
        let send = ButtonPart(form.send, press: .send(form))
        let fields = form.fields.enumerated().flatMap { index, field in
            let next = form.fields.dropFirst(index + 1).first { $0.kind != .choice }?.key
            let part = FieldPart(view: field, next: next, done: next == nil ? send : nil)
            return [Part(id: "field/\(field.key)", gap: .medium, content: .field(part))] + code(form, field)
        }
        return fields + [.button(send, gap: .large)]
    }

    private static func code(_ form: FormView, _ field: FieldView) -> [Part] {
        guard field.kind == .code, let view = form.code else { return [] }
        return [.button(ButtonPart(view, press: .requestCode(form)))]
    }
}

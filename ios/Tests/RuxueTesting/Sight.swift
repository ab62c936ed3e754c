import RuxueCore

/// A screen as a runner sees it: walked through without knowing what it is made of, so that a new one needs no code.
package struct Sight: CustomStringConvertible {
    package let screen: Screen

    package init(screen: Screen) {
        self.screen = screen
    }

    /// The screen's name as stories spell it: `card_capture`.
    package var name: String {
        let label = Mirror(reflecting: screen).children.first?.label ?? "\(screen)"
        return snakeCase(label)
    }

    /// The photo that the screen is about, where it is about one.
    package var slot: String? {
        guard let payload = Mirror(reflecting: screen).children.first?.value else { return nil }
        // A case with a named value holds a tuple of one.
        let views = [payload] + Mirror(reflecting: payload).children.map(\.value)
        let slots = views.flatMap { Mirror(reflecting: $0).children }.filter { $0.label == "slot" }
        return slots.first.map { snakeCase("\($0.value)") }
    }

    /// The chances left, where the screen shows them.
    package var chances: Int? {
        everything(in: screen, of: ChancesView.self).first.map { Int($0.left) }
    }

    /// The kinds of what was found in photos.
    package var kinds: [String] {
        everything(in: screen, of: FindingView.self).map(\.kind)
    }

    /// Every text that is there to be read.
    package var texts: [String] {
        texts(in: screen, called: nil).filter { !$0.isEmpty }
    }

    package func offers(_ id: String) -> Bool {
        screen.button(id)?.enabled == true
    }

    package func says(_ text: String) -> Bool {
        texts.contains { $0.contains(text) }
    }

    /// What is shown, for who looks for the reason of a failure.
    package var description: String {
        let buttons = everything(in: screen, of: ButtonView.self).map { $0.enabled ? $0.id : "(\($0.id))" }
        return "\(name), buttons \(buttons.joined(separator: " "))\n\(texts.joined(separator: " | "))"
    }

    private func texts(in value: Any, called label: String?) -> [String] {
        if let text = value as? String {
            // Names of ours, not for the student.
            return ["id", "key", "kind"].contains(label) ? [] : [text]
        }
        guard !(value is Action) else { return [] }
        return Mirror(reflecting: value).children.flatMap { texts(in: $0.value, called: $0.label ?? label) }
    }
}

/// `camelCase` as the core and stories write it: `camel_case`.
package func snakeCase(_ camelCase: String) -> String {
    camelCase.reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : String($1) }
}

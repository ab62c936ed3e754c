import RuxueCore

extension CaptureView {
    /// A capture screen as far as the student is with it.
    func body(_ aiming: Aiming) -> ScreenPage.Body {
        switch aiming {
        case .requirements: .parts(requirementParts)
        case .camera: .camera(self)
        case .refused: .parts(refusedParts)
        }
    }

    /// What makes a good photo, before the camera is opened.
    private var requirementParts: [Part] {
        let drawn = examples.map { ExamplePart(slot: slot, kind: $0.kind, text: $0.text) }
        return [
            .text("requirements", requirements, .display),
            .card("examples", [Part(id: "examples", gap: .none, content: .examples(drawn))]),
            .card("hints", hints.enumerated().map { .signed("hint/\($0)", .good, gap: .small, [.text("text", $1)]) }),
        ] + goOn(start)
    }

    /// Why the photo just taken can't be used.
    private var refusedParts: [Part] {
        let found = refused.map { [Part.card("refused", Part.judged(slot, head.title, $0))] } ?? []
        return found + goOn(again) + [overrule].compactMap { $0 }.map { .button($0) }
    }

    private func goOn(_ text: String) -> [Part] {
        let isEnabled = head.busy == nil
        return [
            .button(ButtonPart("start", text, .primary, isEnabled: isEnabled, press: .goOn), gap: .large),
            .button(ButtonPart("pick", pick, .secondary, isEnabled: isEnabled, press: .pick)),
        ]
    }
}

/// A photo as it should be or should not be, to be drawn, and what it shows.
public struct ExamplePart: Hashable, Sendable {
    /// Of what.
    public let slot: Slot
    /// As it should be, or what is wrong.
    public let kind: ExampleKind
    /// That in words.
    public let text: String

    /// A tick or a cross.
    public var sign: Sign { kind == .good ? .good : Sign(.cross, .bad) }
}

import RuxueCore

extension ConsentView {
    /// A text to agree to, or not.
    var parts: [Part] {
        [.card("text", [.text("text", text)]), .button(agree, gap: .large), .button(decline)]
    }
}

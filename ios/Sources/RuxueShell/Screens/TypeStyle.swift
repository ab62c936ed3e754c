/// The types of text, from the largest. All grow with what the student set.
public enum TypeStyle: CaseIterable, Sendable {
    case display, title, heading, body, label, quiet

    /// The colour, where none is named.
    public var ink: Ink {
        switch self {
        case .display, .title, .heading, .body: .text
        case .label, .quiet: .textQuiet
        }
    }

    /// Whether VoiceOver's rotor jumps from one to the next.
    public var isHeading: Bool {
        switch self {
        case .display, .title, .heading: true
        case .body, .label, .quiet: false
        }
    }
}

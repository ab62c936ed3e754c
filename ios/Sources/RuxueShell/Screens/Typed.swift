import RuxueCore

/// What the student typed into the form that is shown and did not send yet. In memory only, gone with the place: nothing of it is
/// written down, passwords least of all.
public struct Typed: Sendable {
    private var texts: [String: String] = [:]
    private var place: Place?

    /// Nothing was typed yet.
    public init() {}

    /// All of it, by the fields' keys.
    public var all: [String: String] { texts }

    /// Belongs to the form of this place from now on: what was typed into another is forgotten.
    public mutating func enter(_ place: Place) {
        guard place != self.place else { return }
        self = Typed()
        self.place = place
    }

    /// What stands in a field now.
    public subscript(_ field: FieldView) -> String {
        get { texts[field.key] ?? field.value }
        set { texts[field.key] = newValue }
    }
}

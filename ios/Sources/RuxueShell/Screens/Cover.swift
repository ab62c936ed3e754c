/// Whether the app is seen.
public enum Presence: CaseIterable, Sendable {
    case active, inactive, background
}

/// Hides what is personal from who should not see it.
public enum Cover {
    /// What is seen instead.
    public static let sign = Sign(.school, .accent)

    /// Whether a page is to be hidden: in the app switcher, which keeps a picture; and while the screen is
    /// recorded or mirrored, if nobody may copy the page.
    public static func isNeeded(over page: ScreenPage, presence: Presence, isCaptured: Bool) -> Bool {
        presence != .active || isCaptured && page.isPrivate
    }
}

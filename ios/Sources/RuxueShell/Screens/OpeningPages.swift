extension ScreenPage {
    /// While the core is being opened.
    ///
    /// - Parameter text: What is said meanwhile, of the shell's own few texts.
    /// - Returns: The page.
    public static func opening(_ text: String) -> ScreenPage {
        ScreenPage(
            name: "opening",
            [.emblem(Sign(.school, .accent), gap: .huge), .centred("opening", text, .quiet)]
        )
    }

    /// It could not be opened: why, and what to do.
    ///
    /// - Parameters:
    ///   - reason: As the error says it.
    ///   - nextStep: Likewise.
    ///   - tryAgain: What stands on the button, of the shell's own few texts.
    /// - Returns: The page.
    public static func failed(reason: String, nextStep: String, tryAgain: String) -> ScreenPage {
        ScreenPage(
            name: "failed",
            [
                .emblem(.bad, gap: .huge), .centred("reason", reason, .heading), .centred("next", nextStep),
                .button(ButtonPart("try_again", tryAgain, .primary, press: .tryAgain), gap: .large),
            ]
        )
    }
}

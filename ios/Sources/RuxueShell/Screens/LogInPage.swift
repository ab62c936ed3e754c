import RuxueCore

extension LogInView {
    /// Nobody is logged in.
    var parts: [Part] {
        [.emblem(Sign(.school, .accent)), .centred("intro", intro)] + Part.form(form)
            + Part.buttons(links, gap: .none)
    }
}

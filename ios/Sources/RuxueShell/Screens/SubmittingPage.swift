import RuxueCore

extension SubmittingView {
    /// Something is on its way.
    var parts: [Part] {
        let sent = progress.map { Part(id: "progress", gap: .large, content: .progress(Double($0))) }
        let parts = [
            Part.emblem(task.sign, gap: .huge), .centred("text", text, .title, gap: .large), sent,
            .centred("detail", detail, .quiet),
        ]
        return parts.compactMap { $0 } + Part.buttons(buttons, first: .large)
    }
}

extension SubmittingTask {
    fileprivate var sign: Sign {
        switch self {
        case .card: Sign(.card, .accent)
        case .portrait: Sign(.upload, .accent)
        case .makingSure: .plain
        case .waiting: Sign(.clock, .accent)
        }
    }
}

import RuxueCore

extension OutcomeView {
    /// What came of the last attempt.
    var parts: [Part] {
        let said = [
            Part.emblem(state.sign), .centred("heading", heading, .display), .centred("detail", detail, gap: .small),
            score.map { .centred("score", $0, .label, gap: .small) },
        ]
        return said.compactMap { $0 } + reasons.enumerated().map { $1.part($0) } + [.chances(chances, gap: .large)]
            + Part.buttons(buttons)
    }
}

extension AdviceView {
    fileprivate func part(_ index: Int) -> Part {
        let texts = [.text("wrong", wrong, .heading)] + Part.mend("mend", mend)
        return .card("reason/\(index)", gap: index == 0 ? .large : .small, [.signed("what", .bad, texts)])
    }
}

extension OutcomeState {
    fileprivate var sign: Sign {
        switch self {
        case .passed: .good
        case .failed, .noChances: Sign(.cross, .bad)
        case .handedOver: Sign(.school, .accent)
        }
    }
}

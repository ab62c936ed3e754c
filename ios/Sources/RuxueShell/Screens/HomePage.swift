import RuxueCore

extension HomeView {
    /// The review at a glance.
    var parts: [Part] {
        let who = student.map { Part.signed("student", Sign(.person, .accent), $0.parts) }
        return [.card("student", [who, .chances(chances)].compactMap { $0 })]
            + steps.enumerated().map { $1.part($0) }
            + [.button(next, gap: .large)]
            + Part.buttons(links, gap: .none)
    }
}

extension StudentView {
    fileprivate var parts: [Part] {
        [.text("name", "\(name)  \(number)", .heading), .text("class", `class`, .quiet, gap: .tiny)]
    }
}

extension StepView {
    fileprivate func part(_ index: Int) -> Part {
        let texts: [Part] = [
            .text("title", title, .heading),
            .text("state", stateText, .label, gap: .tiny, ink: state.sign.ink),
            .text("detail", detail, .quiet, gap: .small),
        ]
        return .card("step/\(index)", [.signed("what", state.sign, texts + buttons.map { .button($0) })])
    }
}

extension StepState {
    fileprivate var sign: Sign {
        switch self {
        case .later: Sign(.clock, .textQuiet)
        case .now: Sign(.forward, .accent)
        case .done: .good
        case .underWay: Sign(.upload, .accent)
        case .failed: Sign(.cross, .bad)
        }
    }
}

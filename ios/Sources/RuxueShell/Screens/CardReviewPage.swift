import RuxueCore

extension CardReviewView {
    /// Both sides as taken, and what was read of them.
    var parts: [Part] {
        sides.map(\.part) + Part.form(form)
    }
}

extension SideView {
    fileprivate var part: Part {
        let parts = [.text("title", title, .heading)] + Part.judged(slot, title, judged) + [.button(retake)]
        return .card("side/\(slot)", parts)
    }
}

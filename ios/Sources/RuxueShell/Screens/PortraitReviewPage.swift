import RuxueCore

extension PortraitReviewView {
    /// The portrait as taken, to be submitted.
    var parts: [Part] {
        [
            .card("portrait", Part.judged(.portrait, head.title, judged)), .chances(chances),
            .button(submit, gap: .large), .button(retake),
        ]
    }
}

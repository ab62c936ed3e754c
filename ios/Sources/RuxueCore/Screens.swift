extension Screen {
    /// What every screen has at its top.
    public var head: HeadView {
        switch self {
        case .logIn(let view): view.head
        case .home(let view): view.head
        case .cardCapture(let view): view.head
        case .cardReview(let view): view.head
        case .consent(let view): view.head
        case .portraitCapture(let view): view.head
        case .portraitReview(let view): view.head
        case .submitting(let view): view.head
        case .outcome(let view): view.head
        case .account(let view): view.head
        }
    }
}

import RuxueCore

/// Where the student is: two screens of the same place are one that changed.
public enum Place: Hashable, Sendable {
    case logIn, home
    /// The camera is one for both sides of the card: it goes on from the one to the other.
    case cardCapture, portraitCapture
    case cardReview
    case consent(ConsentKind)
    case portraitReview, submitting, outcome
    case account(RuxueCore.Page)
}

extension Screen {
    /// Where the student is.
    public var place: Place {
        switch self {
        case .logIn: .logIn
        case .home: .home
        case .cardCapture: .cardCapture
        case .portraitCapture: .portraitCapture
        case .cardReview: .cardReview
        case .consent(let view): .consent(view.kind)
        case .portraitReview: .portraitReview
        case .submitting: .submitting
        case .outcome: .outcome
        case .account(let view): .account(view.page)
        }
    }

    /// The capture screen that this is, if it is one.
    public var capture: CaptureView? {
        switch self {
        case .cardCapture(let view), .portraitCapture(let view): view
        default: nil
        }
    }

    /// Whether a card, a face or what the platform knows of the student is to be seen: nobody may copy the screen.
    public var isPrivate: Bool {
        switch self {
        case .cardCapture, .cardReview, .portraitCapture, .portraitReview, .account: true
        case .logIn, .home, .consent, .submitting, .outcome: false
        }
    }

    /// Whether it tells of what the platform knows.
    var isRefreshed: Bool {
        switch self {
        case .home, .submitting, .outcome, .account: true
        case .logIn, .cardCapture, .cardReview, .consent, .portraitCapture, .portraitReview: false
        }
    }
}

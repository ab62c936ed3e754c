import RuxueCore

/// What a capture screen shows.
public enum Aiming: Sendable {
    case requirements, camera, refused
}

/// How far the student is with taking photos: what to take care of is read once, a refusal until it is answered.
public struct Aim: Sendable {
    private var hasReadOfCard = false
    private var hasReadOfPortrait = false
    private var answered: JudgedView?

    /// Nothing was read yet.
    public init() {}

    /// What to show of a capture screen.
    public func at(_ view: CaptureView) -> Aiming {
        if let refused = view.refused, refused != answered { return .refused }
        return hasRead(of: view.slot) ? .camera : .requirements
    }

    /// On to the camera, from whatever is shown of `view`.
    public mutating func goOn(_ view: CaptureView) {
        // Both sides of the card have the same requirements.
        if view.slot == .portrait { hasReadOfPortrait = true } else { hasReadOfCard = true }
        answered = view.refused
    }

    /// A photo was taken: what is found in it is news, even if it is what was found before.
    public mutating func tookPhoto() {
        answered = nil
    }

    private func hasRead(of slot: Slot) -> Bool {
        slot == .portrait ? hasReadOfPortrait : hasReadOfCard
    }
}

import RuxueCore

/// The screens that lie one above the other, as a navigation stack shows them. The core knows only where back leads; which
/// screens lie beneath follows from the order in which they came.
public struct Trail: Sendable {
    /// A place and what was last seen there.
    public struct Stop: Sendable {
        /// The place.
        public let place: Place
        /// What was last seen.
        public let screen: Screen
    }

    /// How the way back is offered.
    public enum Back: Hashable, Sendable {
        /// There is none.
        case none
        /// As the system does: its button, and the swipe from the edge.
        case system
        /// By a button like any other: it can't be pressed now, or what it leads to does not lie beneath.
        case button(ButtonPart)
    }

    /// From the lowest to what is shown.
    public private(set) var stops: [Stop]
    /// What was shown last and is leaving the screen.
    private var left: Stop?

    /// Begins with a screen.
    public init(_ screen: Screen) {
        stops = [Stop(place: screen.place, screen: screen)]
    }

    /// What lies above the lowest.
    public var path: [Place] { stops.dropFirst().map(\.place) }

    /// The lowest.
    public var root: Place { stops[0].place }

    /// What is shown.
    public var top: Stop { stops[stops.count - 1] }

    /// What is to be seen at a place, also while it leaves.
    public func screen(at place: Place) -> Screen? {
        let seen = stops.last { $0.place == place } ?? left
        return seen?.place == place ? seen?.screen : nil
    }

    /// How the way back from what is shown is offered.
    public var back: Back {
        guard let button = top.screen.head.back.map({ ButtonPart($0) }) else { return .none }
        // A swipe while one aims would be a mistake; and from a photo that is taken again, back leads elsewhere.
        let isBeneath = stops.count > 1 && top.screen.capture == nil
        return isBeneath && button.isEnabled ? .system : .button(button)
    }

    /// A screen came: the one shown as it changed, one that lies beneath, or another.
    public mutating func arrive(_ screen: Screen) {
        let stop = Stop(place: screen.place, screen: screen)
        let shown = top
        if let index = stops.firstIndex(where: { $0.place == stop.place }) {
            stops.removeSubrange(index...)
        } else {
            let depth = stop.place.depth(above: shown.place)
            stops.removeAll { $0.place.isAsDeep(as: depth) }
        }
        stops.append(stop)
        if shown.place != stop.place { left = shown }
    }

    /// The student went back to where only `path` lies above the lowest. Whether this is one step back is for the core
    /// to say: what it shows then arrives.
    public mutating func pop(to path: [Place]) {
        let count = path.count + 1
        guard count < stops.count else { return }
        left = top
        stops.removeSubrange(count...)
    }
}

extension Place {
    /// How many screens lie beneath, at most.
    fileprivate var depth: Int {
        switch self {
        case .logIn, .home: 0
        case .cardCapture, .portraitCapture, .cardReview, .consent, .portraitReview, .submitting, .outcome: 1
        case .account(let page): page.depth
        }
    }

    /// The same where `shown` is what it comes from: a photo is taken again over what it is seen on.
    fileprivate func depth(above shown: Place) -> Int {
        switch (self, shown) {
        case (.cardCapture, .cardReview), (.portraitCapture, .portraitReview): shown.depth + 1
        default: depth
        }
    }

    fileprivate func isAsDeep(as depth: Int) -> Bool {
        self.depth >= depth
    }
}

extension RuxueCore.Page {
    fileprivate var depth: Int {
        switch self {
        case .register, .forgottenPassword, .account: 1
        case .profile, .postalAddress, .bindings, .password, .enrolment, .attempts, .privacy: 2
        case .bind: 3
        }
    }
}

import RuxueCore

/// What a pane to take photos in shows.
public struct CaptureScene: Equatable, Sendable {
    /// A button.
    public struct Control: Equatable, Sendable {
        /// What stands on it, or what it is called.
        public let text: String
        /// Whether it can be pressed.
        public let isEnabled: Bool
    }

    /// A switch.
    public struct Switch: Equatable, Sendable {
        /// What stands on it.
        public let text: String
        /// Whether it can be switched.
        public let isEnabled: Bool
        /// Whether it is on.
        public let isOn: Bool
    }

    /// Why there is no camera.
    public struct Trouble: Equatable, Sendable {
        /// What is the matter, and what to do.
        public let text: String
        /// What stands on the button that mends it; nil where nothing can.
        public let button: String?
    }

    /// What is to be taken.
    public let slot: Slot
    /// That in a sentence: what the picture is called for who does not see it.
    public let heading: String
    /// Whether the camera's picture, live or the last, is worth showing.
    public let showsPicture: Bool
    /// The one thing to tell whoever aims; nil where nobody does.
    public let guidance: String?
    /// Whether all is good.
    public let isGood: Bool
    /// How much of the ring around the shutter is full, 0 to 1.
    public let ring: Double
    /// The shutter.
    public let shutter: Control
    /// Chooses a photo instead.
    public let pick: Control
    /// The lamp's; nil where there is none.
    public let lamp: Switch?
    /// Why there is no camera; nil where there is.
    public let trouble: Trouble?
    /// Whether the screen is to stay on though nobody touches it.
    public let staysOn: Bool

    /// The scene of a moment.
    ///
    /// - Parameters:
    ///   - view: What the core says.
    ///   - state: What the camera does.
    ///   - told: What the latest frames say; nil before there were any.
    ///   - isByHand: Whether the shutter is there to be pressed.
    public init(view: CaptureView, state: CameraState, told: FrameGuidance?, isByHand: Bool) {
        slot = view.slot
        heading = view.heading
        showsPicture = [.running, .taking, .taken].contains(state.phase)
        guidance = state.isOpen ? told?.text ?? view.heading : nil
        isGood = told?.guidance == .hold
        ring = Double(told?.steady ?? 0)
        shutter = Control(text: view.shutter, isEnabled: state.isAiming && isByHand)
        pick = Control(text: view.pick, isEnabled: view.head.busy == nil && state.phase != .taking)
        let hasLamp = state.plan?.lens.hasLamp == true
        lamp = hasLamp ? Switch(text: view.lamp, isEnabled: state.isAiming, isOn: state.isLit) : nil
        trouble = view.troubles.first { $0.trouble == state.trouble }.map { Trouble(text: $0.text, button: $0.button) }
        staysOn = state.isOpen
    }
}

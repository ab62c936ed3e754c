import Foundation
import RuxueCore

/// The phone's cameras, and leave to use them.
@MainActor
public protocol CameraDevice: AnyObject {
    /// Whether the student lets the app use them.
    var access: Access { get }

    /// Has the system ask the student; `answered` hears when they did.
    func ask(answered: @escaping @MainActor @Sendable () -> Void)

    /// Shows the system's page about this app.
    func openSettings()

    /// All there are.
    func lenses() -> [Lens]

    /// Opens a camera, and returns before it is open.
    ///
    /// - Parameters:
    ///   - plan: Which, and how.
    ///   - watch: Is lent its frames, one after the other, on a thread of the camera's.
    ///   - tell: Hears what becomes of it, from any thread.
    /// - Returns: What to do with it.
    func open(_ plan: Plan, watch: FrameWatch, tell: @escaping @Sendable (CameraEvent) -> Void) -> any OpenCamera
}

/// A camera at work, or about to be.
@MainActor
public protocol OpenCamera: AnyObject {
    /// Takes a photo: ``CameraEvent/photo(_:)`` or ``CameraEvent/missed`` follows.
    func take()

    /// Switches the lamp; ``CameraEvent/lampOut`` follows where it does not burn.
    func light(_ isLit: Bool)

    /// Focuses on a place, and measures light there, until something else is seen.
    ///
    /// - Parameter point: As fractions of the sensor's own picture, whichever way the phone is held.
    func aim(at point: CGPoint)

    /// Whether to give frames: where not, none is made.
    func giveFrames(_ gives: Bool)

    /// Lets go of everything; what is under way ends by itself.
    func close()
}

/// What the system says when it holds a camera back.
public enum Interruption: CaseIterable, Hashable, Sendable {
    /// The app is not in front.
    case background
    /// A call has the microphone.
    case audioInUse
    /// Another app has the camera.
    case videoInUse
    /// Several apps share the screen.
    case sharedScreen
    /// Too hot, or too little power.
    case pressure
    /// For a reason that systems of later years have.
    case other

    /// What the student is told of it.
    public var trouble: CameraTrouble {
        self == .videoInUse ? .inUse : .interrupted
    }
}

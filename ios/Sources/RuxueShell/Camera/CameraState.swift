import Foundation
import RuxueCore

/// Whether the student lets the app use the camera.
public enum Access: Hashable, Sendable {
    /// Nobody asked yet.
    case unasked
    /// They do.
    case granted
    /// They said no: the system does not ask twice, only its settings can allow it.
    case denied
    /// Whoever manages the phone forbade it.
    case restricted
}

/// How hot the camera runs.
public enum Pressure: Int, CaseIterable, Hashable, Sendable {
    /// As it should.
    case nominal
    /// It should do with less.
    case serious
    /// It is about to be shut down.
    case critical

    /// How many frames to look at.
    public var frames: FrameRate {
        switch self {
        case .nominal: .full
        case .serious: .few
        case .critical: .none
        }
    }
}

/// Where the camera is: a pure state machine. What happens is a ``CameraEvent``, what is to be done a ``CameraEffect``.
public struct CameraState: Hashable, Sendable {
    /// What the camera is doing.
    public enum Phase: Hashable, Sendable {
        /// Nothing.
        case stopped
        /// The system asks the student for leave.
        case asking
        /// About to run.
        case opening
        /// The student aims.
        case running
        /// It waits for a photo.
        case taking
        /// A photo is taken and handed over: the last picture stands still, and the camera is free for others.
        case taken
        /// It can't be used.
        case troubled(CameraTrouble)
    }

    /// What the camera is doing.
    public var phase = Phase.stopped
    /// How it is used; nil where none is open.
    public var plan: Plan?
    /// Why an open camera stands still: the system holds it back, and lets it go on by itself.
    public var interruption: CameraTrouble?
    /// Whether it gives frames beside photos.
    public var givesFrames = true
    /// How hot it runs.
    public var pressure = Pressure.nominal
    /// Whether its lamp is on.
    public var isLit = false
    /// How often it was opened again by itself since the student last did something about it.
    public var returns = 0
    /// How many photos in a row did not come.
    public var misses = 0

    /// A camera at rest.
    public init() {}

    /// Whether a camera is open, or about to be.
    public var isOpen: Bool { plan != nil }

    /// Whether the student aims with it now.
    public var isAiming: Bool { phase == .running && interruption == nil }

    /// Why it can't be used now.
    public var trouble: CameraTrouble? {
        if case .troubled(let trouble) = phase { trouble } else { interruption }
    }

    /// How many frames to look at.
    public var frames: FrameRate { givesFrames ? pressure.frames : .none }
}

/// What happens to a camera.
public enum CameraEvent: Hashable, Sendable {
    /// Somebody wants to take a photo, or answered whether they may; no plan where no camera can.
    case begin(Access, Plan?)
    /// The button beside a trouble was pressed.
    case mend(Access, Plan?)
    /// Nobody needs it any more.
    case stop
    /// It runs; whether it gives frames too.
    case opened(givesFrames: Bool)
    /// The system holds it back for a while.
    case interrupted(CameraTrouble)
    /// The system lets it go on.
    case resumed
    /// The system began anew with all cameras: opened again, it may work.
    case reset
    /// It is of no use any more.
    case failed(CameraTrouble)
    /// It runs hotter or cooler.
    case pressed(Pressure)
    /// The shutter: pressed, or by itself when all was good for long enough.
    case shutter
    /// A photo came.
    case photo(Data)
    /// The photo did not come.
    case missed
    /// The lamp's switch.
    case lamp
    /// The lamp went out by itself.
    case lampOut
}

/// What is to be done about a camera.
public enum CameraEffect: Hashable, Sendable {
    /// Ask the student for leave.
    case ask
    /// Show the system's page about this app.
    case openSettings
    /// Open a camera.
    case open(Plan)
    /// Let go of the camera.
    case close
    /// Take a photo.
    case take
    /// Switch the lamp.
    case light(Bool)
    /// Look at so many frames from now on.
    case look(FrameRate)
    /// Give a photo to who asked for it.
    case handOver(Data)
}

import Foundation
import RuxueCore

/// How often cameras that the system began anew with are opened again by themselves.
private let mostReturns = 3

/// How many photos in a row may fail to come before the camera counts as broken.
private let mostMisses = 3

extension CameraState {
    /// Takes in what happens. What does not belong here, such as a second press of the shutter, changes nothing.
    ///
    /// - Parameter event: What happens.
    /// - Returns: What is to be done, in that order.
    public mutating func take(_ event: CameraEvent) -> [CameraEffect] {
        switch event {
        case .begin(let access, let plan): isOpen ? [] : begin(access, plan)
        case .mend(let access, let plan): mend(access, plan)
        case .stop: rest(.stopped)
        case .photo(let file): phase == .taking ? rest(.taken) + [.handOver(file)] : []
        case .missed: miss()
        default: isOpen ? whileOpen(event) : []
        }
    }

    private mutating func whileOpen(_ event: CameraEvent) -> [CameraEffect] {
        switch event {
        case .opened(let givesFrames): opened(givesFrames)
        case .interrupted(let trouble): interrupt(trouble)
        case .resumed: resume()
        case .reset: reopen()
        case .failed(let trouble): rest(.troubled(trouble))
        case .pressed(let pressure): press(pressure)
        case .shutter: shoot()
        case .lamp: light()
        case .lampOut: dark()
        case .begin, .mend, .stop, .photo, .missed: []
        }
    }

    private mutating func begin(_ access: Access, _ plan: Plan?) -> [CameraEffect] {
        (returns, misses) = (0, 0)
        guard let plan else { return rest(.troubled(.missing)) }
        switch access {
        case .unasked:
            guard phase != .asking else { return [] }
            phase = .asking
            return [.ask]
        case .denied, .restricted: return rest(.troubled(.blocked))
        case .granted: return open(plan)
        }
    }

    private mutating func mend(_ access: Access, _ plan: Plan?) -> [CameraEffect] {
        guard let trouble else { return [] }
        if trouble == .blocked && access != .granted { return [.openSettings] }
        return rest(.stopped) + begin(access, plan)
    }

    private mutating func open(_ plan: Plan) -> [CameraEffect] {
        self = CameraState(opening: plan, returns: returns, misses: misses)
        return [.open(plan)]
    }

    private init(opening plan: Plan, returns: Int, misses: Int) {
        self.init()
        (phase, self.plan) = (.opening, plan)
        (self.returns, self.misses) = (returns, misses)
    }

    /// Without a camera from now on.
    private mutating func rest(_ phase: Phase) -> [CameraEffect] {
        let effects: [CameraEffect] = isOpen ? [.close] : []
        self = CameraState()
        self.phase = phase
        return effects
    }

    private mutating func opened(_ givesFrames: Bool) -> [CameraEffect] {
        guard phase == .opening else { return [] }
        phase = .running
        self.givesFrames = givesFrames
        return frames == .full ? [] : [.look(frames)]
    }

    /// A photo under way may still come; the lamp is out.
    private mutating func interrupt(_ trouble: CameraTrouble) -> [CameraEffect] {
        interruption = trouble
        return dark()
    }

    private mutating func resume() -> [CameraEffect] {
        interruption = nil
        return []
    }

    private mutating func reopen() -> [CameraEffect] {
        guard let plan, returns < mostReturns else { return rest(.troubled(.lost)) }
        returns += 1
        return [.close] + open(plan)
    }

    private mutating func press(_ pressure: Pressure) -> [CameraEffect] {
        let before = frames
        self.pressure = pressure
        // One that has not told yet whether it gives frames is told when it has.
        return frames == before || phase == .opening ? [] : [.look(frames)]
    }

    private mutating func shoot() -> [CameraEffect] {
        guard isAiming else { return [] }
        phase = .taking
        return [.take]
    }

    /// What an interruption cost counts for nothing.
    private mutating func miss() -> [CameraEffect] {
        guard phase == .taking else { return [] }
        phase = .running
        guard interruption == nil else { return [] }
        misses += 1
        return misses < mostMisses ? [] : rest(.troubled(.lost))
    }

    private mutating func light() -> [CameraEffect] {
        guard isAiming, plan?.lens.hasLamp == true else { return [] }
        isLit.toggle()
        return [.light(isLit)]
    }

    private mutating func dark() -> [CameraEffect] {
        isLit = false
        return []
    }
}

import RuxueCore
import RuxueTesting

@testable import RuxueShell

/// Capture screens as the core's own snapshots hold them.
enum CaptureViews {
    /// What a snapshot says in a language.
    static func view(_ snapshot: String, _ language: Language = .en) throws -> CaptureView {
        guard let view = try Album(language == .en ? "en" : "zh")[snapshot].capture else {
            throw Wrong("\(snapshot) is no capture screen")
        }
        return view
    }
}

extension CaptureView {
    func busy(_ busy: String?) -> CaptureView {
        var view = self
        view.head.busy = busy
        return view
    }

    func refused(_ text: String) -> CaptureView {
        var view = self
        view.refused = JudgedView(verdict: .refuse, text: text, findings: [], corners: [])
        return view
    }
}

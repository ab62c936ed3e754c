import Foundation
import RuxueCore

/// Capture screens as the core's own snapshots hold them.
enum CaptureViews {
    /// What a snapshot says in a language.
    static func view(_ snapshot: String, _ language: Language = .en) throws -> CaptureView {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../..")
        let file = root.appendingPathComponent("core/app/tests/app/snapshots/app__desk__\(snapshot).snap").standardized
        let text = try String(contentsOf: file, encoding: .utf8)
        let json = text.components(separatedBy: "---\n").dropFirst(2).joined(separator: "---\n")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let both = try decoder.decode([String: Snapshot].self, from: Data(json.utf8))
        guard let shown = both[language == .en ? "en" : "zh"] else { throw CocoaError(.coderValueNotFound) }
        return CaptureView(shown.view)
    }
}

private struct Snapshot: Decodable {
    let view: View

    struct View: Decodable {
        let head: Head
        let slot: String
        let heading: String
        let shutter: String
        let pick: String
        let lamp: String
        let manualAfterMillis: UInt32
        let troubles: [Trouble]
    }

    struct Head: Decodable {
        let title: String
        let busy: String?
    }

    struct Trouble: Decodable {
        let trouble: String
        let text: String
        let button: String?
    }
}

extension CaptureView {
    /// With what the camera shows of it: requirements and examples are the screens' own.
    fileprivate init(_ view: Snapshot.View) {
        self.init(
            head: HeadView(title: view.head.title, back: nil, notice: nil, busy: view.head.busy),
            slot: ["portrait_side": .portraitSide, "emblem_side": .emblemSide][view.slot] ?? .portrait,
            heading: view.heading,
            hints: [],
            requirements: "",
            start: "",
            again: "",
            shutter: view.shutter,
            pick: view.pick,
            lamp: view.lamp,
            manualAfterMillis: view.manualAfterMillis,
            examples: [],
            troubles: view.troubles.map {
                TroubleView(trouble: CameraTrouble($0.trouble), text: $0.text, button: $0.button)
            },
            refused: nil
        )
    }

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

extension CameraTrouble {
    /// All of them.
    static let all: [CameraTrouble] = [.notAllowed, .blocked, .inUse, .missing, .lost, .interrupted]

    fileprivate init(_ name: String) {
        let names = ["not_allowed", "blocked", "in_use", "missing", "lost", "interrupted"]
        self = Self.all[names.firstIndex(of: name) ?? 0]
    }
}

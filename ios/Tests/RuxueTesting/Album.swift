import Foundation
import RuxueCore

/// Every screen that the core's own tests have seen, in a language: their snapshots are read, so that none is forgotten here.
package struct Album: Sendable {
    /// The languages of the snapshots.
    package static let languages = ["zh", "en"]

    /// The screens by their names.
    package let screens: [String: Screen]

    /// Reads all snapshots of a language.
    package init(_ language: String) throws {
        let folder = workspace.appendingPathComponent("core/app/tests/app/snapshots")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let ours = files.filter { $0.hasPrefix(Self.prefix) && $0.hasSuffix(Self.suffix) }
        let named = try ours.map { file in
            let screen = try Self.screen(in: folder.appendingPathComponent(file), language)
            return (String(file.dropFirst(Self.prefix.count).dropLast(Self.suffix.count)), screen)
        }
        screens = Dictionary(uniqueKeysWithValues: named)
    }

    /// The screens' names, in their order.
    package var names: [String] { screens.keys.sorted() }

    /// A screen that must be there.
    package subscript(_ name: String) -> Screen {
        get throws {
            guard let screen = screens[name] else { throw Wrong("the album has no \(name)") }
            return screen
        }
    }

    private static let prefix = "app__desk__"
    private static let suffix = ".snap"

    private static func screen(in file: URL, _ language: String) throws -> Screen {
        let parts = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n---\n")
        guard parts.count == 2 else { throw Wrong("\(file.lastPathComponent) is no snapshot") }
        let all = try JSONDecoder().decode([String: Screen].self, from: Data(parts[1].utf8))
        guard let screen = all[language] else { throw Wrong("\(file.lastPathComponent) has no \(language)") }
        return screen
    }
}

/// The folder of the whole project.
package let workspace = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

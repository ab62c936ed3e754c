import Foundation
import RuxueCore
import RuxueTesting
import Testing

@testable import RuxueShell

/// Every page of every screen says what it said: compared with the texts in `Pages`. After a change that is meant, write
/// them anew with `RUXUE_PAGES=keep`, and read them.
@Suite struct PagesTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Pages")
    static let isKept = ProcessInfo.processInfo.environment["RUXUE_PAGES"] == "keep"

    @Test(arguments: Album.languages) func everyPageIsAsItWas(_ language: String) throws {
        let folder = Self.folder.appendingPathComponent(language)
        var written: Set<String> = []
        for (name, page) in try pages(language) {
            let file = folder.appendingPathComponent("\(name).txt")
            let text = Portrayal(page).text
            if Self.isKept {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
            }
            let kept = try? String(contentsOf: file, encoding: .utf8)
            #expect(kept == text, "\(language)/\(name) is another")
            written.insert(file.lastPathComponent)
        }
        let there = Set((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        #expect(there.subtracting(written).isEmpty, "pages of screens that are no more")
    }

    @Test(arguments: Album.languages) func nothingThatTheCoreSaysIsLeftOut(_ language: String) throws {
        for (name, screen) in try Album(language).screens {
            let seen = shown(screen).flatMap(\.everythingSaid).joined(separator: "\n")
            for text in Sight(screen: screen).texts where !seen.contains(text) {
                Issue.record("\(name): “\(text)” is nowhere on its pages")
            }
        }
    }

    @Test(arguments: Album.languages) func everythingCanBeDone(_ language: String) throws {
        for (name, screen) in try Album(language).screens {
            let offered = everything(in: screen, of: ButtonView.self).map(\.id)
            let there = shown(screen).flatMap(\.buttons).map(\.name)
            #expect(Set(offered).subtracting(there).isEmpty, "\(name)")
        }
    }

    @Test(arguments: Album.languages) func neighboursHaveIdsOfTheirOwn(_ language: String) throws {
        func check(_ parts: [Part], _ name: String) {
            #expect(Set(parts.map(\.id)).count == parts.count, "\(name): \(parts.map(\.id))")
            for case .card(let inner) in parts.map(\.content) { check(inner, name) }
            for case .signed(_, let inner) in parts.map(\.content) { check(inner, name) }
        }
        for (name, page) in try pages(language) { check(page.parts, name) }
    }

    @Test(arguments: Album.languages) func buttonsHaveNamesOfTheirOwn(_ language: String) throws {
        for (name, page) in try pages(language) {
            let names = page.buttons.map(\.name)
            #expect(Set(names).count == names.count, "\(name): \(names)")
        }
    }

    @Test func whatIsPersonalIsPrivate() throws {
        let personal = try Album("zh").screens.filter { _, screen in
            screen.capture != nil || !everything(in: screen, of: JudgedView.self).isEmpty
        }
        #expect(!personal.isEmpty)
        for (name, screen) in personal { #expect(ScreenPage(screen, aim: Aim()).isPrivate, "\(name)") }
    }

    @Test func whatCanNotBeOpenedIsTold() {
        let page = ScreenPage.failed(reason: "安全存储不能用", nextStep: "请重新启动", tryAgain: "再试一次")
        #expect(page.readings.map(\.label) == ["安全存储不能用", "请重新启动", "再试一次"])
        #expect(page.buttons.map(\.press) == [.tryAgain])
        #expect(ScreenPage.opening("正在打开…").readings.map(\.label) == ["正在打开…"])
    }

    /// All pages of all screens: of a capture screen what is read first and the camera too.
    private func pages(_ language: String) throws -> [(String, ScreenPage)] {
        try Album(language).screens.sorted { $0.key < $1.key }.flatMap { name, screen in
            zip([name, "\(name)_camera"], shown(screen))
        }
    }

    private func shown(_ screen: Screen) -> [ScreenPage] {
        var aim = Aim()
        let first = ScreenPage(screen, aim: aim)
        guard let view = screen.capture else { return [first] }
        if view.refused != nil {
            aim.goOn(view)
            return [first, ScreenPage(screen, aim: aim), ScreenPage(screen.unrefused, aim: Aim())]
        }
        aim.goOn(view)
        return [first, ScreenPage(screen, aim: aim)]
    }
}

extension Screen {
    /// The capture screen before the photo was refused.
    fileprivate var unrefused: Screen {
        switch self {
        case .cardCapture(var view):
            view.refused = nil
            return .cardCapture(view: view)
        case .portraitCapture(var view):
            view.refused = nil
            return .portraitCapture(view: view)
        default: return self
        }
    }
}

import Foundation
import RuxueCore
import RuxueTesting
import Testing

@testable import RuxueShell

/// Every text and every sign can be read on what it stands on, by day and by night.
@Suite struct ContrastTests {
    /// WCAG 2.2, 1.4.3.
    static let least = 4.5

    @Test func everyTextOfEveryPageStandsOut() throws {
        var pairs: Set<Pair> = []
        for language in Album.languages {
            for screen in try Album(language).screens.values {
                let page = ScreenPage(screen, aim: Aim())
                pairs.formUnion(page.parts.flatMap { $0.pairs(on: .background) })
                let notice = page.head?.notice
                pairs.formUnion(
                    notice.map { notice in notice.parts.flatMap { $0.pairs(on: notice.sign.ground) } } ?? []
                )
            }
        }
        #expect(pairs.count > 10)
        for pair in pairs {
            for isNight in [false, true] {
                #expect(pair.contrast(isNight) >= Self.least, "\(pair.ink) on \(pair.ground), night: \(isNight)")
            }
        }
    }

    @Test(arguments: ButtonLook.allCases) func everyButtonStandsOut(_ look: ButtonLook) {
        for ground in [Ink.background, .surface] {
            let pair = Pair(ink: look.dress.ink, ground: look.dress.fill ?? ground)
            for isNight in [false, true] { #expect(pair.contrast(isNight) >= Self.least, "\(pair)") }
        }
    }

    @Test func numbersOnMarksStandOut() {
        for mark in [Ink.markBad, .markMind] {
            #expect(Pair(ink: .onMark, ground: mark).contrast(false) >= Self.least)
        }
    }

    @Test func contrastIsCountedAsTheGuidelineSays() {
        #expect(abs(contrast(0x000000, 0xFFFFFF) - 21) < 0.001)
        #expect(abs(contrast(0x777777, 0xFFFFFF) - 4.478) < 0.001)
    }

    @Test(arguments: [("values", false), ("values-night", true)])
    func coloursAreThoseOfAndroid(_ folder: String, _ isNight: Bool) throws {
        let file = workspace.appendingPathComponent("android/app/src/main/res/\(folder)/colors.xml")
        let xml = try String(contentsOf: file, encoding: .utf8)
        let named = xml.matches(of: /<color name="([a-z_]+)">#([0-9A-F]{6})<\/color>/)
        let android = Dictionary(uniqueKeysWithValues: named.map { (String($0.1), UInt32($0.2, radix: 16)) })
        #expect(android.count > 10)
        for ink in Ink.allCases {
            guard let value = android[snakeCase("\(ink)")] else { continue }
            #expect(Palette.rgb(ink, isNight: isNight) == value, "\(ink)")
        }
        let known = Ink.allCases.map { snakeCase("\($0)") } + ["launcher"]
        #expect(Set(android.keys).subtracting(known).isEmpty)
    }
}

private struct Pair: Hashable {
    let ink: Ink
    let ground: Ink

    func contrast(_ isNight: Bool) -> Double {
        RuxueShellTests.contrast(Palette.rgb(ink, isNight: isNight), Palette.rgb(ground, isNight: isNight))
    }
}

extension Part {
    fileprivate func pairs(on ground: Ink) -> [Pair] {
        switch content {
        case .text(let text): [Pair(ink: text.ink, ground: ground)]
        case .card(let parts): parts.flatMap { $0.pairs(on: .surface) }
        case .signed(let sign, let parts):
            [Pair(ink: sign.ink, ground: ground)] + parts.flatMap { $0.pairs(on: ground) }
        case .emblem(let sign): [Pair(ink: sign.ink, ground: sign.ground)]
        case .button(let button): [Pair(ink: button.look.dress.ink, ground: button.look.dress.fill ?? ground)]
        case .field:
            [Pair(ink: .textQuiet, ground: ground), Pair(ink: .bad, ground: ground)]
                + [.text, .accent, .textQuiet].map { Pair(ink: $0, ground: .surface) }
        case .chances(let chances): [Pair(ink: .text, ground: ground), Pair(ink: chances.ink, ground: ground)]
        case .examples(let examples):
            [Pair(ink: .text, ground: ground)] + examples.map { Pair(ink: $0.sign.ink, ground: ground) }
        case .photo, .progress: []
        }
    }
}

/// The contrast of two colours, as WCAG counts it.
private func contrast(_ a: UInt32, _ b: UInt32) -> Double {
    let luminance = { (rgb: UInt32) -> Double in
        let channel = { (shift: UInt32) -> Double in
            let share = Double(rgb >> shift & 0xFF) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }
    let (dark, light) = (min(luminance(a), luminance(b)), max(luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)
}

import Foundation
import RuxueCore

extension Expected {
    /// What is not as expected; nothing where all is.
    package func misses(_ sight: Sight, _ values: [String: String]) throws -> [String] {
        var wrong: [String] = []
        if let screen, screen != sight.name { wrong.append("the screen \(screen)") }
        for text in try says.map({ try named($0, values) }) where !sight.says(text) {
            wrong.append("the text “\(text)”")
        }
        for text in try silent.map({ try named($0, values) }) where sight.says(text) {
            wrong.append("no text “\(text)”")
        }
        wrong += offers.filter { !sight.offers($0) }.map { "the button \($0)" }
        wrong += withholds.filter(sight.offers).map { "no button \($0)" }
        if let chances, chances != sight.chances { wrong.append("\(chances) chances") }
        if let slot, slot != sight.slot { wrong.append("the slot \(slot)") }
        return wrong + kind.filter { !sight.kinds.contains($0) }.map { "the finding \($0)" }
    }
}

/// The text with every `$name` replaced by its value.
package func named(_ text: String, _ values: [String: String]) throws -> String {
    var parts = text.split(separator: "$", omittingEmptySubsequences: false)[...]
    var filled = String(parts.popFirst() ?? "")
    for part in parts {
        let name = part.prefix { $0 == "_" || ("a"..."z").contains($0) }
        filled += try known(values[String(name)], "$\(name) has no value") + part.dropFirst(name.count)
    }
    return filled
}

extension Story {
    /// The language of its student's phone.
    package var language: Language {
        get throws {
            switch locale {
            case "zh-CN": .zhCn
            case "en": .en
            default: throw Wrong("no such locale: \(locale)")
            }
        }
    }

    /// The story of this name, from the stage's folder.
    package init(named name: String) throws {
        let folder = try known(Stage.running, "there is no stage").stories
        self = try Story(file: URL(fileURLWithPath: folder).appendingPathComponent("\(name).json"))
    }
}

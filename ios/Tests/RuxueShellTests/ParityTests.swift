import Foundation
import RuxueCore
import RuxueTesting
import Testing

@testable import RuxueShell

/// Nothing that the core can show is missing on Android or on iOS. What is to be shown is read from the core's own sources.
@Suite struct ParityTests {
    private let core: Source
    private let android: Source
    private let ios: Source

    init() throws {
        core = try Source("core/app/src/view", "rs")
        android = try Source("android/app/src/main/kotlin", "kt")
        ios = try Source("ios/Sources/RuxueShell", "swift") + Source("ios/App", "swift")
    }

    @Test func everyScreenIsDrawnByBoth() throws {
        let screens = try core.cases(of: "Screen")
        let drawn = try Album.languages.flatMap { try Album($0).screens.values.map { Sight(screen: $0).name } }
        #expect(screens.count > 8)
        #expect(screens.filter { !android.has("Screen\\.\($0)") } == [], "not on Android")
        #expect(screens.filter { !drawn.contains(snakeCase($0.asValue)) } == [], "not on iOS")
    }

    @Test func everyCaseIsDrawnByBoth() throws {
        try both("FieldKind", FieldKind.allCases)
        try both("ButtonLook", ButtonLook.allCases)
        try both("StepState", StepState.allCases)
        try both("OutcomeState", OutcomeState.allCases)
        try both("SubmittingTask", SubmittingTask.allCases)
        try both("Tone", Tone.allCases)
        try both("PhotoVerdict", PhotoVerdict.allCases)
        try both("ExampleKind", ExampleKind.allCases)
    }

    /// iOS shows whatever trouble the core has a text for. It asks for the camera once, so that no student is ever asked again.
    @Test func everyTroubleOfACameraIsShownByBoth() throws {
        try both("CameraTrouble", CameraTrouble.allCases, exceptIOS: ["notAllowed"])
        #expect(ios.has("\\.troubles\\b"))
    }

    @Test func casesThatLookAlikeOnIOSAreFew() {
        #expect(Set(ButtonLook.allCases.map(\.dress)).count == ButtonLook.allCases.count)
        for slot in Slot.allCases {
            #expect(Set(ExampleKind.allCases.map { Sketch(slot, $0) }).count == 4, "\(slot)")
        }
    }

    @Test func everyTextIsShownByBoth() throws {
        let texts = try core.texts()
        #expect(texts.count > 40)
        #expect(texts.filter { !android.has("\\b\($0.camelCase)\\b") } == [], "not on Android")
        #expect(texts.filter { !ios.has("\\b\($0.camelCase)\\b") } == [], "not on iOS")
    }

    @Test func shellsSayTheSameWhereThereIsNoCore() throws {
        let catalog = try Catalog("ios/App/Resources/Localizable.xcstrings")
        for (folder, language) in [("values", "en"), ("values-zh", "zh-Hans")] {
            let xml = try Source("android/app/src/main/res/\(folder)", "xml").text
            let named = xml.matches(of: /<string name="([a-z_]+)">([^<]*)<\/string>/).map { ("\($0.1)", "\($0.2)") }
            var android = Dictionary(uniqueKeysWithValues: named)
            #expect(android.removeValue(forKey: "app_name") != nil, "the app's name is no text of a screen's")
            #expect(catalog.texts(language) == android, "\(language)")
        }
    }

    @Test func everyTextOfTheCatalogIsUsed() throws {
        let keys = try Catalog("ios/App/Resources/Localizable.xcstrings").strings.keys
        #expect(keys.filter { !ios.has("\"\($0)\"") } == [])
    }

    /// The core's cases are those that Swift counts up, and Android names each. That iOS draws each the compiler has seen to:
    /// no switch over them has a default, but for the examples, of which the drawings differ.
    private func both<T>(_ name: String, _ all: [T], exceptIOS: Set<String> = []) throws {
        let cases = try core.cases(of: name)
        #expect(Set(cases.map(\.asValue)) == Set(all.map { "\($0)" }), "Cases.swift does not count up \(name)")
        let unknown = cases.filter { !android.has("\(name)\\.\(snakeCase($0.asValue).uppercased())\\b") }
        #expect(unknown == [], "\(name) on Android")
        #expect(
            cases.filter { !exceptIOS.contains($0.asValue) && !ios.has("\\.\($0.asValue)\\b") } == [],
            "\(name) on iOS"
        )
    }
}

/// The sources of a folder, as one text.
private struct Source {
    let text: String

    init(_ folder: String, _ suffix: String) throws {
        let root = workspace.appendingPathComponent(folder)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".\(suffix)") }
        text = try paths.map { try String(contentsOf: root.appendingPathComponent($0), encoding: .utf8) }
            .joined(separator: "\n")
    }

    private init(text: String) { self.text = text }

    static func + (a: Source, b: Source) -> Source { Source(text: a.text + b.text) }

    func has(_ pattern: String) -> Bool {
        text.range(of: pattern, options: .regularExpression) != nil
    }

    /// The cases of an enum of Rust's.
    func cases(of name: String) throws -> [String] {
        let body = try known(block("pub enum \(name) {"), "the core has no \(name)")
        return body.matches(of: /(?m)^    ([A-Z][A-Za-z]+)/).map { "\($0.1)" }
    }

    /// The fields with a text in them, of every struct that a screen is made of; names of the core's own are none.
    func texts() throws -> [String] {
        let names = text.matches(of: /pub struct ([A-Za-z]+View) \{/).map { "\($0.1)" }
        return try names.flatMap { name in
            let body = try known(block("pub struct \(name) {"), "the core has no \(name)")
            let fields = body.matches(of: /(?m)^    pub ([a-z_]+): (String|Option<String>|Vec<String>),/).map {
                "\($0.1)"
            }
            return fields.filter { !["id", "key", "kind"].contains($0) }
        }
    }

    private func block(_ opening: String) -> Substring? {
        guard let start = text.range(of: opening)?.upperBound else { return nil }
        guard let end = text.range(of: "\n}", range: start..<text.endIndex)?.lowerBound else { return nil }
        return text[start..<end]
    }
}

/// A String Catalog, as far as it is read here.
private struct Catalog: Decodable {
    let strings: [String: Entry]

    struct Entry: Decodable {
        let localizations: [String: Localization]
    }

    struct Localization: Decodable {
        let stringUnit: Unit
    }

    struct Unit: Decodable {
        let value: String
    }

    init(_ path: String) throws {
        self = try JSONDecoder().decode(Catalog.self, from: Data(contentsOf: workspace.appendingPathComponent(path)))
    }

    func texts(_ language: String) -> [String: String] {
        strings.compactMapValues { $0.localizations[language]?.stringUnit.value }
    }
}

extension String {
    /// `PascalCase` as Swift and Kotlin write a value: `pascalCase`.
    fileprivate var asValue: String { prefix(1).lowercased() + dropFirst() }

    /// `snake_case` as both write a field.
    fileprivate var camelCase: String {
        let words = split(separator: "_").map(String.init)
        return words[0] + words.dropFirst().map(\.capitalized).joined()
    }
}

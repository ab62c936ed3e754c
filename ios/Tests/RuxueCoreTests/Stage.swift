import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The process that plays the platform, the network and the cast; `cargo xtask swift` starts it.
struct Stage: Decodable {
    /// Where plays are asked for.
    let control: String
    /// The folder of the stories.
    let stories: String
    /// The folder of the networks' weights.
    let weights: String

    /// The one that is up; nil where the tests run without.
    static let running = ProcessInfo.processInfo.environment["RUXUE_STAGE"].flatMap { line in
        try? JSONDecoder().decode(Stage.self, from: Data(line.utf8))
    }

    static let missing: Comment = "NOT PLAYED: RUXUE_STAGE names no stage, run cargo xtask swift"
}

/// A play on the stage: a fresh platform and somebody enrolled there.
struct Play: Decodable {
    let id: String
    let platform: String
    let values: [String: String]
    let photos: [String: String]

    /// Begins a play of a story; where none is named, of any, for the student in it.
    static func begin(story: String? = StoryTests.stories.first) async throws -> Play {
        let query = [URLQueryItem(name: "story", value: try #require(story))]
        return try JSONDecoder().decode(Play.self, from: try await ask("POST", "plays", query))
    }

    func value(_ name: String) throws -> String {
        try #require(values[name], "the play has no value \(name)")
    }

    func network(is state: String) async throws {
        _ = try await ask("POST", "network", [URLQueryItem(name: "is", value: state)])
    }

    func expire() async throws {
        _ = try await ask("POST", "expire")
    }

    /// The last one-time code that was sent.
    func code() async throws -> String {
        struct Answer: Decodable { let code: String }
        return try JSONDecoder().decode(Answer.self, from: try await ask("GET", "code")).code
    }

    func end() async throws {
        _ = try await Self.ask("DELETE", "plays/\(id)", [])
    }

    private func ask(_ method: String, _ path: String, _ query: [URLQueryItem] = []) async throws -> Data {
        try await Self.ask(method, "plays/\(id)/\(path)", query)
    }

    private static func ask(_ method: String, _ path: String, _ query: [URLQueryItem]) async throws -> Data {
        let stage = try #require(Stage.running)
        var address = try #require(URLComponents(string: "\(stage.control)/\(path)"))
        address.queryItems = query.isEmpty ? nil : query
        var request = URLRequest(url: try #require(address.url), timeoutInterval: 120)
        request.httpMethod = method
        let (body, response) = try await URLSession.shared.data(for: request)
        let status = try #require(response as? HTTPURLResponse).statusCode
        guard (200..<300).contains(status) else {
            throw Wrong("\(method) \(path): \(status) \(String(decoding: body, as: UTF8.self))")
        }
        return body
    }
}

import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The process that plays the platform, the network and the cast; `cargo xtask swift` starts it.
package struct Stage: Decodable {
    /// Where plays are asked for.
    package let control: String
    /// The folder of the stories.
    package let stories: String
    /// The folder of the networks' weights.
    package let weights: String

    /// The one that is up; nil where the tests run without.
    package static let running = ProcessInfo.processInfo.environment["RUXUE_STAGE"].flatMap { line in
        try? JSONDecoder().decode(Stage.self, from: Data(line.utf8))
    }
}

extension Stage {
    /// The stories' names, in their order; none where there is no stage.
    package static let named: [String] = {
        guard let folder = running?.stories else { return [] }
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }()
}

/// A play on the stage: a fresh platform and somebody enrolled there.
package struct Play: Decodable {
    package let id: String
    package let platform: String
    package let values: [String: String]
    package let photos: [String: String]

    /// Begins a play of a story; where none is named, of any, for the student in it.
    package static func begin(story: String? = Stage.named.first) async throws -> Play {
        let query = [URLQueryItem(name: "story", value: try known(story, "there is no story"))]
        return try JSONDecoder().decode(Play.self, from: try await ask("POST", "plays", query))
    }

    package func value(_ name: String) throws -> String {
        try known(values[name], "the play has no value \(name)")
    }

    package func network(is state: String) async throws {
        _ = try await ask("POST", "network", [URLQueryItem(name: "is", value: state)])
    }

    package func expire() async throws {
        _ = try await ask("POST", "expire")
    }

    /// The last one-time code that was sent.
    package func code() async throws -> String {
        struct Answer: Decodable { let code: String }
        return try JSONDecoder().decode(Answer.self, from: try await ask("GET", "code")).code
    }

    package func end() async throws {
        _ = try await Self.ask("DELETE", "plays/\(id)", [])
    }

    private func ask(_ method: String, _ path: String, _ query: [URLQueryItem] = []) async throws -> Data {
        try await Self.ask(method, "plays/\(id)/\(path)", query)
    }

    private static func ask(_ method: String, _ path: String, _ query: [URLQueryItem]) async throws -> Data {
        let stage = try known(Stage.running, "there is no stage")
        var address = try known(URLComponents(string: "\(stage.control)/\(path)"), "no address: \(path)")
        address.queryItems = query.isEmpty ? nil : query
        var request = URLRequest(url: try known(address.url, "no address: \(path)"), timeoutInterval: 120)
        request.httpMethod = method
        let (body, response) = try await URLSession.shared.data(for: request)
        let status = try known(response as? HTTPURLResponse, "no answer of HTTP").statusCode
        guard (200..<300).contains(status) else {
            throw Wrong("\(method) \(path): \(status) \(String(decoding: body, as: UTF8.self))")
        }
        return body
    }
}

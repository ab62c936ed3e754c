import Foundation

/// A story of tests/scenarios/stories, as its file tells it. What the format does not know is an error.
struct Story: Decodable {
    let locale: String
    let steps: [Step]

    init(file: URL) throws {
        self = try JSONDecoder().decode(Story.self, from: Data(contentsOf: file))
    }

    init(from decoder: any Decoder) throws {
        let keys = try decoder.keys(only: ["told", "student", "locale", "steps"])
        _ = try keys.decode(String.self, forKey: "told")
        _ = try keys.decode(Int.self, forKey: "student")
        locale = try keys.decode(String.self, forKey: "locale")
        steps = try keys.decode([Step].self, forKey: "steps")
    }
}

/// A step of a story.
enum Step: Decodable {
    case fill([String: String])
    case code([String: String])
    case press(String)
    case photo(String)
    case send(String)
    case begin(String)
    case wait(Expectation)
    case expect(Expectation)
    case restart
    case network(String)
    case expire

    init(from decoder: any Decoder) throws {
        let keys = try decoder.container(keyedBy: Key.self)
        guard keys.allKeys.count == 1, let key = keys.allKeys.first else {
            throw decoder.error("a step has exactly one key")
        }
        func value<T: Decodable>() throws -> T { try keys.decode(T.self, forKey: key) }
        switch key.stringValue {
        case "fill": self = .fill(try value())
        case "code": self = .code(try value())
        case "press": self = .press(try value())
        case "photo": self = .photo(try value())
        case "send": self = .send(try value())
        case "begin": self = .begin(try value())
        case "wait": self = .wait(try value())
        case "expect": self = .expect(try value())
        case "network": self = .network(try value())
        case "restart" where try value() == true: self = .restart
        case "expire" where try value() == true: self = .expire
        default: throw decoder.error("no such step: \(key.stringValue)")
        }
    }
}

/// What a screen is to show.
struct Expectation: Decodable {
    let screen: String?
    let says: [String]
    let silent: [String]
    let offers: [String]
    let withholds: [String]
    let chances: Int?
    let slot: String?
    let kind: [String]

    init(from decoder: any Decoder) throws {
        let known = ["screen", "says", "silent", "offers", "withholds", "chances", "slot", "kind"]
        let keys = try decoder.keys(only: known)
        screen = try keys.decodeIfPresent(String.self, forKey: "screen")
        says = try keys.decodeIfPresent([String].self, forKey: "says") ?? []
        silent = try keys.decodeIfPresent([String].self, forKey: "silent") ?? []
        offers = try keys.decodeIfPresent([String].self, forKey: "offers") ?? []
        withholds = try keys.decodeIfPresent([String].self, forKey: "withholds") ?? []
        chances = try keys.decodeIfPresent(Int.self, forKey: "chances")
        slot = try keys.decodeIfPresent(String.self, forKey: "slot")
        kind = try keys.decodeIfPresent([String].self, forKey: "kind") ?? []
    }
}

/// Any key of a JSON object.
struct Key: CodingKey, ExpressibleByStringLiteral {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init(stringLiteral value: String) { stringValue = value }
    init?(intValue: Int) { nil }
}

extension Decoder {
    fileprivate func keys(only known: [String]) throws -> KeyedDecodingContainer<Key> {
        let keys = try container(keyedBy: Key.self)
        if let unknown = keys.allKeys.first(where: { !known.contains($0.stringValue) }) {
            throw error("no such key: \(unknown.stringValue)")
        }
        return keys
    }

    fileprivate func error(_ text: String) -> DecodingError {
        .dataCorrupted(DecodingError.Context(codingPath: codingPath, debugDescription: text))
    }
}

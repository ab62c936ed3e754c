import Foundation

/// A story of tests/scenarios/stories, as its file tells it. What the format does not know is an error.
package struct Story: Decodable {
    package let locale: String
    package let steps: [Step]

    package init(file: URL) throws {
        self = try JSONDecoder().decode(Story.self, from: Data(contentsOf: file))
    }

    package init(from decoder: any Decoder) throws {
        let keys = try decoder.keys(only: ["told", "student", "locale", "steps"])
        _ = try keys.decode(String.self, forKey: "told")
        _ = try keys.decode(Int.self, forKey: "student")
        locale = try keys.decode(String.self, forKey: "locale")
        steps = try keys.decode([Step].self, forKey: "steps")
    }
}

/// A step of a story.
package enum Step: Decodable {
    case fill([String: String])
    case code([String: String])
    case press(String)
    case photo(String)
    case send(String)
    case begin(String)
    case wait(Expected)
    case expect(Expected)
    case restart
    case network(String)
    case expire

    package init(from decoder: any Decoder) throws {
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
package struct Expected: Decodable {
    package let screen: String?
    package let says: [String]
    package let silent: [String]
    package let offers: [String]
    package let withholds: [String]
    package let chances: Int?
    package let slot: String?
    package let kind: [String]

    package init(from decoder: any Decoder) throws {
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
package struct Key: CodingKey, ExpressibleByStringLiteral {
    package let stringValue: String
    package var intValue: Int? { nil }

    package init(stringValue: String) { self.stringValue = stringValue }
    package init(stringLiteral value: String) { stringValue = value }
    package init?(intValue: Int) { nil }
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

import Foundation
import RuxueTesting
import Testing

@Suite struct StoryFormatTests {
    @Test(arguments: [#"{"press": "submit"}"#, #"{"restart": true}"#, #"{"expect": {"chances": 3, "says": ["三"]}}"#])
    func stepIsRead(json: String) throws {
        _ = try JSONDecoder().decode(Step.self, from: Data(json.utf8))
    }

    @Test(arguments: [
        "{}", #"{"shout": "submit"}"#, #"{"press": "submit", "photo": "portrait"}"#, #"{"press": 1}"#,
        #"{"restart": false}"#, #"{"expect": {"shows": "home"}}"#, #"{"expect": {"chances": "3"}}"#,
    ])
    func whatTheFormatDoesNotKnowIsAnError(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Step.self, from: Data(json.utf8)) }
    }
}

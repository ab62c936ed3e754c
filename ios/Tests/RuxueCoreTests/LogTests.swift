import RuxueCore
import RuxueTesting
import Testing

@Suite struct LogTests {
    @Test func nothingPersonalIsLogged() async throws {
        let lines = Shared<[String]>([])
        try CoreLog.send(upTo: .debug) { _, line in lines { $0.append(line) } }
        let model = try await ReviewModel.open(TestFolder())
        let typed = ["account": "13800000000", "password": "not-anybodys"]
        let screen = try await model.perform(try #require(await model.screen.logIn).form.send(typed))
        #expect(screen.head.notice != nil)
        try await model.close()
        try CoreLog.stop()
        for line in lines({ $0 }) {
            #expect(!typed.values.contains(where: line.contains))
        }
    }
}

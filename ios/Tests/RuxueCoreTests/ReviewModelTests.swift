import Foundation
import RuxueCore
import RuxueTesting
import Testing

@Suite struct ReviewModelTests {
    private let folder = TestFolder()

    @Test func firstScreenIsTheLogIn() async throws {
        let model = try await ReviewModel.open(folder)
        let view = try #require(await model.screen.logIn)
        #expect(!view.head.title.isEmpty)
        #expect(view.form.fields.map(\.key).contains("password"))
        #expect(await model.screen.head == view.head)
        try await model.close()
    }

    @Test func textsAreInTheLanguageOfTheConfiguration() async throws {
        var titles: [Language: String] = [:]
        for language in [Language.zhCn, .en] {
            let model = try await ReviewModel.open(folder, language: language)
            titles[language] = await model.screen.head.title
            try await model.close()
        }
        let isHan = { (c: Unicode.Scalar) in c.properties.isIdeographic }
        #expect(try #require(titles[.zhCn]).unicodeScalars.contains(where: isHan))
        #expect(try !#require(titles[.en]).unicodeScalars.contains(where: isHan))
    }

    @Test func whatIsDispatchedShowsOnTheScreen() async throws {
        let model = try await ReviewModel.open(folder)
        let before = await model.screen
        try model.dispatch(.open(page: .register))
        try await eventually { await model.screen != before }
        try await model.close()
    }

    @Test func screenIsAsNewAsWhatPerformReturned() async throws {
        let model = try await ReviewModel.open(folder)
        for action in [Action.open(page: .register), .back, .open(page: .forgottenPassword), .back] {
            let screen = try await model.perform(action)
            #expect(await model.screen == screen)
        }
        try await model.close()
    }

    @Test func whatTheScreenDoesNotOfferIsRefused() async throws {
        let model = try await ReviewModel.open(folder)
        #expect(try await refusal { try await model.perform(.submit) }.name == "NotOffered")
        try await model.close()
    }

    @Test func noPhotoIsKeptOfNobody() async throws {
        let model = try await ReviewModel.open(folder)
        for slot in [Slot.portraitSide, .emblemSide, .portrait] {
            #expect(try await model.photo(slot) == nil)
        }
        try await model.close()
    }

    @Test func everyReaderGetsTheLatestAndThenTheEnd() async throws {
        let model = try await ReviewModel.open(folder)
        let early = model.screens
        let last = try await model.perform(.open(page: .register))
        let late = model.screens
        // Both readers hold a screen; the end can't overtake it.
        try await eventually { await model.screens.first { _ in true } == last }
        try await model.close()
        for stream in [early, late] {
            #expect(await stream.reduce(into: nil) { $0 = $1 } == last)
        }
    }

    @Test func streamsOfAModelThatWasForgottenEnd() async throws {
        var model: ReviewModel? = try await ReviewModel.open(folder)
        let screens = try #require(model?.screens)
        model = nil
        for await _ in screens {}
    }

    @Test func readerThatLeavesIsForgotten() async throws {
        let model = try await ReviewModel.open(folder)
        for _ in 0..<1000 {
            _ = await model.screens.first { _ in true }
        }
        try model.dispatch(.open(page: .register))
        try await eventually { await model.screen.logIn == nil }
        try await model.close()
    }
}

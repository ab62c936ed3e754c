import RuxueCore
import RuxueTesting
import Testing

@testable import RuxueShell

@Suite struct RefusalTests {
    @Test func aRefusalIsFeltUntilItIsAnswered() throws {
        let refused = try Album("zh")["card_capture_refused"]
        var aim = Aim()
        #expect(ScreenPage(refused, aim: aim).isRefusal)
        aim.goOn(try #require(refused.capture))
        #expect(!ScreenPage(refused, aim: aim).isRefusal)
        #expect(!ScreenPage(try Album("zh")["card_capture"], aim: Aim()).isRefusal)
    }
}

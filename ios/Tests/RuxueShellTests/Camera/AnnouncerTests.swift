import Testing

@testable import RuxueShell

/// What happens, in milliseconds from the beginning.
private enum Moment: Sendable {
    case say(Int, String)
    case now(Int, String)

    var at: Int {
        switch self {
        case .say(let at, _), .now(let at, _): at
        }
    }
}

private struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let moments: [Moment]
    let said: [String]
}

@MainActor
@Suite struct AnnouncerTests {
    @Test(arguments: [
        Case(testDescription: "the first at once", moments: [.say(0, "a")], said: ["a"]),
        Case(
            testDescription: "nothing twice in a row",
            moments: [.say(0, "a"), .say(100, "a"), .say(9000, "a")],
            said: ["a"]
        ),
        Case(testDescription: "the next when it is time", moments: [.say(0, "a"), .say(100, "b")], said: ["a", "b"]),
        Case(
            testDescription: "the latest, not what came between",
            moments: [.say(0, "a"), .say(100, "b"), .say(200, "c"), .say(300, "d")],
            said: ["a", "d"]
        ),
        Case(
            testDescription: "what is over is not said",
            moments: [.say(0, "a"), .say(100, "b"), .say(200, "a")],
            said: ["a"]
        ),
        Case(
            testDescription: "urgent ones interrupt",
            moments: [.say(0, "a"), .say(100, "b"), .now(200, "c"), .say(300, "d")],
            said: ["a", "! c", "d"]
        ),
        Case(
            testDescription: "what they interrupt is not made up for",
            moments: [.say(0, "a"), .say(100, "b"), .now(200, "c")],
            said: ["a", "! c"]
        ),
        Case(
            testDescription: "urgent ones even again",
            moments: [.now(0, "a"), .now(100, "a")],
            said: ["! a", "! a"]
        ),
        Case(testDescription: "nothing of nothing", moments: [.say(0, ""), .now(1, "")], said: []),
        Case(
            testDescription: "again after something else",
            moments: [.say(0, "a"), .say(3000, "b"), .say(6000, "a")],
            said: ["a", "b", "a"]
        ),
    ])
    fileprivate func whatIsReadOut(example: Case) {
        let (voice, time) = (FakeVoice(), FakeTime())
        let announcer = Announcer(voice: voice, time: time, pause: 2000)
        for moment in example.moments {
            time.pass(moment.at - time.millis)
            switch moment {
            case .say(_, let text): announcer.say(text)
            case .now(_, let text): announcer.sayNow(text)
            }
        }
        time.pass(60_000)
        #expect(voice.said == example.said)
        #expect(time.waiting == 0)
    }

    @Test func notMoreOftenThanItCanBeFollowed() {
        let (voice, time) = (FakeVoice(), FakeTime())
        let announcer = Announcer(voice: voice, time: time, pause: 2000)
        for count in 0..<100 {
            announcer.say("\(count)")
            time.pass(100)
        }
        #expect(voice.said == ["0", "19", "39", "59", "79", "99"])
    }

    @Test func nothingWhileNothingIsReadOut() {
        let (voice, time) = (FakeVoice(), FakeTime())
        voice.isOn = false
        let announcer = Announcer(voice: voice, time: time)
        announcer.say("a")
        announcer.sayNow("b")
        time.pass(10_000)
        #expect(voice.said.isEmpty)
    }

    @Test func whoBeginsAnewHearsItAgain() {
        let (voice, time) = (FakeVoice(), FakeTime())
        let announcer = Announcer(voice: voice, time: time)
        announcer.say("a")
        announcer.say("b")
        announcer.beginAnew()
        announcer.say("a")
        time.pass(10_000)
        #expect(voice.said == ["a", "a"])
    }
}

import RuxueCore
import RuxueTesting
import Testing

@testable import RuxueShell

/// What fields ask of the phone, and tell who does not see them.
@Suite struct FieldTests {
    @Test func phonesFillInWhatTheyKnow() {
        let known: [FieldKind: Entry.Content] = [
            .account: .username, .password: .password, .newPassword: .newPassword, .code: .oneTimeCode, .name: .name,
            .mobile: .mobile, .email: .email,
        ]
        for kind in FieldKind.allCases { #expect(kind.entry.content == known[kind], "\(kind)") }
    }

    @Test func nothingPersonalIsLearntByTheKeyboard() {
        for kind in FieldKind.allCases where ![.text, .longText].contains(kind) {
            #expect(!kind.entry.isCorrected, "\(kind)")
        }
    }

    @Test func secretsAreKnown() {
        #expect(FieldKind.allCases.filter(\.isSecret) == [.password, .newPassword, .code])
    }

    @Test func everyHiddenFieldIsASecret() throws {
        let fields = try Album("zh").screens.values.flatMap { everything(in: $0, of: FieldView.self) }
        let hidden = fields.filter { $0.reveal != nil }
        #expect(!hidden.isEmpty && hidden.allSatisfy(\.kind.isSecret))
    }

    @Test func problemIsReadWithTheField() throws {
        let page = ScreenPage(try Album("zh")["card_review_problems"], aim: Aim())
        let name = try #require(page.fields.first { $0.view.key == "name" })
        #expect(name.spoken == "姓名, “姓名”没有填。请对照身份证填写")
        #expect(name.edge == .bad && name.isWrong)
    }

    @Test func hintIsThereOnlyWhereNothingWasReadBefore() throws {
        let page = ScreenPage(try Album("en")["card_review_problems"], aim: Aim())
        #expect(page.fields.allSatisfy { $0.hint == nil || $0.view.value.isEmpty })
        let register = ScreenPage(try Album("en")["register"], aim: Aim())
        #expect(register.fields.contains { $0.hint != nil })
    }

    @Test func returnKeyLeadsFromFieldToFieldAndSends() throws {
        let fields = ScreenPage(try Album("zh")["log_in"], aim: Aim()).fields
        #expect(fields.map(\.next) == ["password", nil])
        #expect(fields.map(\.done?.name) == [nil, "log_in"])
    }

    @Test func returnKeyPassesOverWhatIsChosen() throws {
        let fields = ScreenPage(try Album("zh")["card_review"], aim: Aim()).fields
        #expect(fields.first { $0.view.key == "name" }?.next == "birth")
    }

    @Test func whatWasReadButCanNotBeChosenIsNotLost() {
        let view = FieldView(
            key: "ethnicity",
            label: "",
            value: "",
            hint: "",
            problem: nil,
            kind: .choice,
            choices: ["汉", "回"],
            reveal: nil
        )
        let part = FieldPart(view: view, next: nil, done: nil)
        #expect(part.options(beside: "汉") == ["汉", "回"])
        #expect(part.options(beside: "某") == ["某", "汉", "回"])
    }
}

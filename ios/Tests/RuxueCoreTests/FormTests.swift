import RuxueCore
import RuxueTesting
import Testing

@Suite struct FormTests {
    private let form = FormView(
        fields: [field("name", "张三", .name), field("code", "", .code)],
        code: nil,
        send: ButtonView(id: "send", text: "", look: .primary, enabled: true, confirm: nil, action: .send(values: []))
    )

    @Test func whatWasNotTypedKeepsItsValue() {
        let values = [FieldValue(key: "name", text: "张三"), FieldValue(key: "code", text: "123456")]
        #expect(form.send(["code": "123456"]) == .send(values: values))
        #expect(form.requestCode(["code": "123456"]) == .requestCode(values: values))
    }

    @Test func fieldMayBeEmptied() {
        let values = [FieldValue(key: "name", text: ""), FieldValue(key: "code", text: "")]
        #expect(form.send(["name": ""]) == .send(values: values))
    }
}

private func field(_ key: String, _ value: String, _ kind: FieldKind) -> FieldView {
    FieldView(key: key, label: "", value: value, hint: "", problem: nil, kind: kind, choices: [], reveal: nil)
}

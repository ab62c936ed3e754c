import RuxueCore

// Every case of what the core counts up; ParityTests compares with what is generated.

extension StepState: CaseIterable {
    /// All of them.
    public static var allCases: [StepState] { [.later, .now, .done, .underWay, .failed] }
}

extension Slot: CaseIterable {
    /// All of them.
    public static var allCases: [Slot] { [.portraitSide, .emblemSide, .portrait] }
}

extension ExampleKind: CaseIterable {
    /// All of them.
    public static var allCases: [ExampleKind] { [.good, .borderMissing, .blurred, .glare, .tooNear, .cut, .mask] }
}

extension CameraTrouble: CaseIterable {
    /// All of them.
    public static var allCases: [CameraTrouble] { [.notAllowed, .blocked, .inUse, .missing, .lost, .interrupted] }
}

extension PhotoVerdict: CaseIterable {
    /// All of them.
    public static var allCases: [PhotoVerdict] { [.pass, .advise, .refuse] }
}

extension ConsentKind: CaseIterable {
    /// All of them.
    public static var allCases: [ConsentKind] { [.card, .face] }
}

extension BindingKind: CaseIterable {
    /// All of them.
    public static var allCases: [BindingKind] { [.mobile, .email, .weChat] }
}

extension SubmittingTask: CaseIterable {
    /// All of them.
    public static var allCases: [SubmittingTask] { [.card, .portrait, .makingSure, .waiting] }
}

extension OutcomeState: CaseIterable {
    /// All of them.
    public static var allCases: [OutcomeState] { [.passed, .failed, .noChances, .handedOver] }
}

extension Tone: CaseIterable {
    /// All of them.
    public static var allCases: [Tone] { [.good, .plain, .bad] }
}

extension ButtonLook: CaseIterable {
    /// All of them.
    public static var allCases: [ButtonLook] { [.primary, .secondary, .link, .danger] }
}

extension FieldKind: CaseIterable {
    /// All of them.
    public static var allCases: [FieldKind] {
        [.account, .password, .newPassword, .code, .name, .idNumber, .mobile, .email, .text, .longText, .date, .choice]
    }
}

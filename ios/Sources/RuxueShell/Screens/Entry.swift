import RuxueCore

/// Which keyboard a field takes, and what the phone may do for the student.
public struct Entry: Hashable, Sendable {
    /// The keyboard.
    public var keyboard = Keyboard.text
    /// What the phone fills in; none where it knows nothing that fits.
    public var content: Content?
    /// What it writes in capitals.
    public var capitals = Capitals.none
    /// Whether it corrects and suggests.
    public var isCorrected = false
    /// The most lines that it shows at once.
    public var lines = 1

    /// A keyboard.
    public enum Keyboard: Sendable {
        case text, ascii, number, phone, email, digitsAndMarks
    }

    /// What the phone knows of the student.
    public enum Content: Sendable {
        case username, password, newPassword, oneTimeCode, name, mobile, email
    }

    /// What is written in capitals.
    public enum Capitals: Sendable {
        case none, all
    }
}

extension FieldKind {
    /// Which keyboard and help a field of this kind takes.
    public var entry: Entry {
        switch self {
        case .account: Entry(keyboard: .email, content: .username)
        case .password: Entry(keyboard: .ascii, content: .password)
        case .newPassword: Entry(keyboard: .ascii, content: .newPassword)
        case .code: Entry(keyboard: .number, content: .oneTimeCode)
        case .name: Entry(content: .name)
        case .idNumber: Entry(keyboard: .ascii, capitals: .all)
        case .mobile: Entry(keyboard: .phone, content: .mobile)
        case .email: Entry(keyboard: .email, content: .email)
        case .text: Entry(isCorrected: true)
        case .longText: Entry(isCorrected: true, lines: 4)
        // 长期 stands beside the box.
        case .date: Entry(keyboard: .digitsAndMarks)
        case .choice: Entry()
        }
    }

    /// Whether nobody beside the student may see what is typed.
    public var isSecret: Bool {
        switch self {
        case .password, .newPassword, .code: true
        case .account, .name, .idNumber, .mobile, .email, .text, .longText, .date, .choice: false
        }
    }
}

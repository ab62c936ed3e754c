import Foundation
import RuxueCore

// Reads records as the core's tests write them: snake case, a tag beside what a case holds. A key that is not read here, or
// that is not there, is an error: the snapshots and what Swift knows of a screen have come apart.

extension Screen: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["screen", "view"])
        self =
            switch try record("screen") as String {
            case "log_in": .logIn(view: try record("view"))
            case "home": .home(view: try record("view"))
            case "card_capture": .cardCapture(view: try record("view"))
            case "card_review": .cardReview(view: try record("view"))
            case "consent": .consent(view: try record("view"))
            case "portrait_capture": .portraitCapture(view: try record("view"))
            case "portrait_review": .portraitReview(view: try record("view"))
            case "submitting": .submitting(view: try record("view"))
            case "outcome": .outcome(view: try record("view"))
            case "account": .account(view: try record("view"))
            case let other: throw record.unknown(other)
            }
    }
}

extension LogInView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["head", "intro", "form", "links"])
        self.init(
            head: try record("head"),
            intro: try record("intro"),
            form: try record("form"),
            links: try record("links")
        )
    }
}

extension HomeView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["head", "student", "chances", "steps", "next", "links"])
        self.init(
            head: try record("head"),
            student: try record("student"),
            chances: try record("chances"),
            steps: try record("steps"),
            next: try record("next"),
            links: try record("links")
        )
    }
}

extension StudentView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["number", "class", "name"])
        self.init(number: try record("number"), class: try record("class"), name: try record("name"))
    }
}

extension ChancesView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["left", "all", "text"])
        self.init(left: try record("left"), all: try record("all"), text: try record("text"))
    }
}

extension StepView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["title", "state", "state_text", "detail", "buttons"])
        self.init(
            title: try record("title"),
            state: try record.one(of: StepState.allCases, "state"),
            stateText: try record("state_text"),
            detail: try record("detail"),
            buttons: try record("buttons")
        )
    }
}

extension CaptureView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(
            decoder,
            [
                "head", "slot", "heading", "hints", "requirements", "start", "again", "shutter", "pick", "lamp",
                "manual_after_millis", "examples", "troubles", "refused", "overrule",
            ]
        )
        self.init(
            head: try record("head"),
            slot: try record.one(of: Slot.allCases, "slot"),
            heading: try record("heading"),
            hints: try record("hints"),
            requirements: try record("requirements"),
            start: try record("start"),
            again: try record("again"),
            shutter: try record("shutter"),
            pick: try record("pick"),
            lamp: try record("lamp"),
            manualAfterMillis: try record("manual_after_millis"),
            examples: try record("examples"),
            troubles: try record("troubles"),
            refused: try record("refused"),
            overrule: try record("overrule")
        )
    }
}

extension ExampleView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["kind", "text"])
        self.init(kind: try record.one(of: ExampleKind.allCases, "kind"), text: try record("text"))
    }
}

extension TroubleView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["trouble", "text", "button"])
        self.init(
            trouble: try record.one(of: CameraTrouble.allCases, "trouble"),
            text: try record("text"),
            button: try record("button")
        )
    }
}

extension CardReviewView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["head", "sides", "form"])
        self.init(head: try record("head"), sides: try record("sides"), form: try record("form"))
    }
}

extension SideView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["slot", "title", "judged", "retake"])
        self.init(
            slot: try record.one(of: Slot.allCases, "slot"),
            title: try record("title"),
            judged: try record("judged"),
            retake: try record("retake")
        )
    }
}

extension JudgedView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["verdict", "text", "findings", "corners"])
        self.init(
            verdict: try record.one(of: PhotoVerdict.allCases, "verdict"),
            text: try record("text"),
            findings: try record("findings"),
            corners: try record("corners")
        )
    }
}

extension FindingView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["kind", "refuses", "wrong", "mend", "region"])
        self.init(
            kind: try record("kind"),
            refuses: try record("refuses"),
            wrong: try record("wrong"),
            mend: try record("mend"),
            region: try record("region")
        )
    }
}

extension Spot: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["x", "y"])
        self.init(x: try record("x"), y: try record("y"))
    }
}

extension ConsentView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["head", "consent", "text", "agree", "decline"])
        self.init(
            head: try record("head"),
            kind: try record.one(of: ConsentKind.allCases, "consent"),
            text: try record("text"),
            agree: try record("agree"),
            decline: try record("decline")
        )
    }
}

extension PortraitReviewView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["head", "judged", "chances", "submit", "retake"])
        self.init(
            head: try record("head"),
            judged: try record("judged"),
            chances: try record("chances"),
            submit: try record("submit"),
            retake: try record("retake")
        )
    }
}

extension SubmittingView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["head", "task", "text", "detail", "progress", "buttons"])
        self.init(
            head: try record("head"),
            task: try record.one(of: SubmittingTask.allCases, "task"),
            text: try record("text"),
            detail: try record("detail"),
            progress: try record("progress"),
            buttons: try record("buttons")
        )
    }
}

extension OutcomeView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(
            decoder,
            ["head", "state", "heading", "detail", "score", "reasons", "chances", "buttons"]
        )
        self.init(
            head: try record("head"),
            state: try record.one(of: OutcomeState.allCases, "state"),
            heading: try record("heading"),
            detail: try record("detail"),
            score: try record("score"),
            reasons: try record("reasons"),
            chances: try record("chances"),
            buttons: try record("buttons")
        )
    }
}

extension AdviceView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["wrong", "mend"])
        self.init(wrong: try record("wrong"), mend: try record("mend"))
    }
}

extension AccountView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["head", "page", "sections", "form", "buttons"], maybe: ["kind"])
        self.init(
            head: try record("head"),
            page: try record.page(),
            sections: try record("sections"),
            form: try record("form"),
            buttons: try record("buttons")
        )
    }
}

extension SectionView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["title", "rows"])
        self.init(title: try record("title"), rows: try record("rows"))
    }
}

extension RowView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["label", "value", "button"])
        self.init(label: try record("label"), value: try record("value"), button: try record("button"))
    }
}

extension HeadView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["title", "back", "notice", "busy"])
        self.init(
            title: try record("title"),
            back: try record("back"),
            notice: try record("notice"),
            busy: try record("busy")
        )
    }
}

extension NoticeView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["tone", "text", "next"])
        self.init(tone: try record.one(of: Tone.allCases, "tone"), text: try record("text"), next: try record("next"))
    }
}

extension ButtonView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["id", "text", "look", "enabled", "confirm", "action"])
        self.init(
            id: try record("id"),
            text: try record("text"),
            look: try record.one(of: ButtonLook.allCases, "look"),
            enabled: try record("enabled"),
            confirm: try record("confirm"),
            action: try record("action")
        )
    }
}

extension ConfirmView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["title", "text", "yes", "no"])
        self.init(title: try record("title"), text: try record("text"), yes: try record("yes"), no: try record("no"))
    }
}

extension FormView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["fields", "code", "send"])
        self.init(fields: try record("fields"), code: try record("code"), send: try record("send"))
    }
}

extension FieldView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(
            decoder,
            ["key", "label", "value", "hint", "problem", "kind", "choices", "reveal"]
        )
        self.init(
            key: try record("key"),
            label: try record("label"),
            value: try record("value"),
            hint: try record("hint"),
            problem: try record("problem"),
            kind: try record.one(of: FieldKind.allCases, "kind"),
            choices: try record("choices"),
            reveal: try record("reveal")
        )
    }
}

extension RevealView: Decodable {
    /// Reads it from a snapshot.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["show", "hide"])
        self.init(show: try record("show"), hide: try record("hide"))
    }
}

extension Action: Decodable {
    /// Reads it from a snapshot, which leaves out what was typed or taken.
    public init(from decoder: any Decoder) throws {
        let record = try Record(decoder, ["do"], maybe: ["page", "kind", "slot", "values"])
        self =
            switch try record("do") as String {
            case "refresh": .refresh
            case "back": .back
            case "overrule": .overrule
            case "continue": .continue
            case "open": .open(page: try record.page())
            case "take": .take(slot: try record.one(of: Slot.allCases, "slot"))
            case "send": .send(values: [])
            case "request_code": .requestCode(values: [])
            case "agree": .agree
            case "revoke": .revoke(kind: try record.one(of: ConsentKind.allCases, "kind"))
            case "submit": .submit
            case "cancel": .cancel
            case "start_again": .startAgain
            case "hand_over": .handOver
            case "unbind": .unbind(kind: try record.one(of: BindingKind.allCases, "kind"))
            case "log_out": .logOut
            case "log_out_everywhere": .logOutEverywhere
            case "erase": .erase
            case "dismiss": .dismiss
            case let other: throw record.unknown(other)
            }
    }
}

/// One record of a snapshot.
private struct Record {
    private let decoder: any Decoder
    private let values: KeyedDecodingContainer<Key>

    init(_ decoder: any Decoder, _ names: [String], maybe: [String] = []) throws {
        self.decoder = decoder
        values = try decoder.container(keyedBy: Key.self)
        let found = values.allKeys.map(\.stringValue)
        if let unknown = found.first(where: { !names.contains($0) && !maybe.contains($0) }) {
            throw self.unknown(unknown)
        }
        if let missing = names.first(where: { !found.contains($0) }) { throw unknown("\(missing) is missing") }
    }

    func callAsFunction<T: Decodable>(_ name: Key) throws -> T {
        try values.decode(T.self, forKey: name)
    }

    func one<T>(of all: [T], _ name: Key) throws -> T {
        let text: String = try self(name)
        guard let found = all.first(where: { snakeCase("\($0)") == text }) else { throw unknown(text) }
        return found
    }

    /// Which page, in the record's own fields.
    func page() throws -> Page {
        // Pages hold their name in the tag `page`, an action that opens one holds such a record under it.
        if let inner = try? values.nestedContainer(keyedBy: Key.self, forKey: "page") {
            return try page(
                try inner.decode(String.self, forKey: "page"),
                kind: { try inner.decode(String.self, forKey: "kind") }
            )
        }
        return try page(try self("page"), kind: { try self("kind") })
    }

    func unknown(_ text: String) -> DecodingError {
        .dataCorrupted(DecodingError.Context(codingPath: decoder.codingPath, debugDescription: text))
    }

    private func page(_ name: String, kind: () throws -> String) throws -> Page {
        if name == "bind" {
            let text = try kind()
            guard let kind = BindingKind.allCases.first(where: { snakeCase("\($0)") == text }) else {
                throw unknown(text)
            }
            return .bind(kind: kind)
        }
        let all: [Page] = [
            .register, .forgottenPassword, .account, .profile, .postalAddress, .bindings, .password, .enrolment,
            .attempts,
            .privacy,
        ]
        guard let found = all.first(where: { snakeCase("\($0)") == name }) else { throw unknown(name) }
        return found
    }
}

import RuxueCore

/// A photo with what judging it found.
public struct PhotoPart: Hashable, Sendable {
    /// Which.
    public let slot: Slot
    /// What it is called.
    public let name: String
    /// What was said of it: another is shown when this changes.
    public let judged: JudgedView

    /// What is drawn on it, the undermost first.
    public var marks: [PhotoMark] {
        let outline = PhotoMark(
            spots: judged.corners,
            ink: judged.verdict == .refuse ? .markQuiet : .markGood,
            number: nil
        )
        let found = judged.placed.enumerated().map { index, finding in
            PhotoMark(spots: finding.region, ink: finding.refuses ? .markBad : .markMind, number: index + 1)
        }
        return (judged.corners.isEmpty ? [] : [outline]) + found
    }

    /// What VoiceOver calls it, and what it says is to be seen there.
    public var spoken: (label: String, value: String) {
        let found = judged.placed.enumerated().map { "\($0 + 1) \($1.wrong)" }
        return (name, ([judged.text] + found).joined(separator: ", "))
    }
}

/// A place in a photo.
public struct PhotoMark: Hashable, Sendable {
    /// Its corners, as fractions of the photo from the top left; they may lie outside.
    public let spots: [Spot]
    /// Its colour.
    public let ink: Ink
    /// The number of the finding in the list below; none for the outline of the card. What has a number is filled.
    public let number: Int?

    /// Where its number stands: at its first corner, but within a photo of this size.
    public func badge(width: Double, height: Double) -> (x: Double, y: Double)? {
        guard number != nil, let first = spots.first else { return nil }
        let inside = { (at: Double, length: Double) in
            max(Metrics.badge, min(at, length - Metrics.badge))
        }
        return (inside(Double(first.x) * width, width), inside(Double(first.y) * height, height))
    }
}

extension JudgedView {
    /// The findings that have a place in the photo: their numbers are their places in this list, from 1.
    var placed: [FindingView] { findings.filter { !$0.region.isEmpty } }
}

extension Part {
    /// A photo as judged: the photo with what was found in it, the verdict, and what to do.
    static func judged(_ slot: Slot, _ name: String, _ judged: JudgedView) -> [Part] {
        let photo = PhotoPart(slot: slot, name: name, judged: judged)
        let numbers = judged.numbers
        return [
            Part(id: "photo", gap: .small, content: .photo(photo)),
            .signed("verdict", judged.verdict.sign, gap: .small, [.text("text", judged.text, .heading)]),
        ] + zip(judged.findings, numbers).enumerated().map { finding($0, $1.0, $1.1) }
    }

    private static func finding(_ index: Int, _ finding: FindingView, _ number: Int?) -> Part {
        let wrong = number.map { "\($0)  \(finding.wrong)" } ?? finding.wrong
        let sign = finding.refuses ? Sign.bad : .mind
        return .signed("finding/\(index)", sign, gap: .small, [.text("wrong", wrong)] + mend("mend", finding.mend))
    }
}

extension JudgedView {
    /// Each finding's number in the photo; none for what has no place there.
    fileprivate var numbers: [Int?] {
        var last = 0
        return findings.map { finding in
            guard !finding.region.isEmpty else { return nil }
            last += 1
            return last
        }
    }
}

extension PhotoVerdict {
    fileprivate var sign: Sign {
        switch self {
        case .pass: .good
        case .advise: .mind
        case .refuse: .bad
        }
    }
}

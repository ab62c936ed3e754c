/// What VoiceOver is told without having been asked.
public enum Announcement: Hashable, Sendable {
    /// Another page is there: it begins to read it.
    case page(String)
    /// Something on the page changed.
    case change(String)
}

/// Finds what is news on a page. Said once: what stands there still is not said again, and of a number that grows
/// only the quarters.
public struct ScreenAnnouncer: Sendable {
    private var last: ScreenPage?

    /// Nothing was shown yet.
    public init() {}

    /// What to say of a page that is shown now.
    public mutating func announcements(of page: ScreenPage) -> [Announcement] {
        defer { last = page }
        guard let last, last.name == page.name else {
            let title = page.head.map { [Announcement.page($0.title)] } ?? []
            return title + news(of: page, since: nil)
        }
        return news(of: page, since: last)
    }

    private func news(of page: ScreenPage, since last: ScreenPage?) -> [Announcement] {
        let told = { (page: ScreenPage?) in [page?.head?.notice?.spoken, page?.head?.busy, page?.firstProblem] }
        let before = told(last)
        let texts = zip(told(page), before).compactMap { now, before in now == before ? nil : now }
        let quarter = last != nil && page.quarters != last?.quarters ? page.quarters.map { "\($0 * 25) %" } : nil
        return (texts + [quarter].compactMap { $0 }).map(Announcement.change)
    }
}

extension ScreenPage {
    /// What is wrong with the first field that is not right.
    fileprivate var firstProblem: String? {
        for case .field(let field) in parts.map(\.content) {
            if let problem = field.view.problem { return "\(field.view.label), \(problem)" }
        }
        return nil
    }

    /// How many quarters arrived.
    fileprivate var quarters: Int? {
        for case .progress(let share) in parts.map(\.content) { return Int(share * 4) }
        return nil
    }
}

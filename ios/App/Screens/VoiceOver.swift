import RuxueShell
import UIKit

/// What reads the screen out.
enum VoiceOver {
    /// Tells of what is news.
    @MainActor static func announce(_ announcement: Announcement) {
        switch announcement {
        case .page(let title): UIAccessibility.post(notification: .screenChanged, argument: title)
        case .change(let text): UIAccessibility.post(notification: .announcement, argument: text)
        }
    }
}

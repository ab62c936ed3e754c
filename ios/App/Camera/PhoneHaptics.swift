import RuxueShell
import UIKit

/// The phone's own way to be felt; silent where it has none or the student switched it off.
@MainActor
final class PhoneHaptics: Haptics {
    private let impact = UIImpactFeedbackGenerator(style: .light)
    private let notification = UINotificationFeedbackGenerator()

    func prepare() {
        impact.prepare()
        notification.prepare()
    }

    func tick() {
        impact.impactOccurred()
    }

    func success() {
        notification.notificationOccurred(.success)
    }

    func warning() {
        notification.notificationOccurred(.warning)
    }
}

import RuxueShell
import UIKit

/// VoiceOver.
@MainActor
final class PhoneVoice: Voice {
    var isOn: Bool { UIAccessibility.isVoiceOverRunning }

    func say(_ text: String, interrupting: Bool) {
        let text = NSAttributedString(string: text, attributes: [.accessibilitySpeechQueueAnnouncement: !interrupting])
        UIAccessibility.post(notification: .announcement, argument: text)
    }
}

// What the camera's pane uses.
@_exported import Foundation

open class UIResponder: NSObject {
    @MainActor open func touchesEnded(_ touches: Set<UITouch>, with event: UIEvent?) { fatalError() }
}

@MainActor open class UIView: UIResponder {
    public override init() { fatalError() }
    open class var layerClass: AnyClass { fatalError() }
    public var layer: CALayer { fatalError() }
    public var window: UIWindow? { fatalError() }
    public var isHidden: Bool { get { fatalError() } set { fatalError() } }
    open func layoutSubviews() { fatalError() }
}

@MainActor open class UIWindow: UIView {
    public weak var windowScene: UIWindowScene? { fatalError() }
}

@MainActor open class UIViewController: UIResponder {}

@MainActor public final class UITouch: NSObject {
    public func location(in view: UIView?) -> CGPoint { fatalError() }
}

@MainActor public final class UIEvent: NSObject {}

open class CALayer: NSObject {}

extension UIWindowScene {
    public var interfaceOrientation: UIInterfaceOrientation { fatalError() }
}

public enum UIInterfaceOrientation: Int, Sendable {
    case unknown, portrait, portraitUpsideDown, landscapeRight, landscapeLeft
}

extension UIApplication {
    public struct OpenExternalURLOptionsKey: Hashable, RawRepresentable, Sendable {
        public let rawValue: String
        public init(rawValue: String) { fatalError() }
    }

    public nonisolated class var openSettingsURLString: String { fatalError() }
    public var isIdleTimerDisabled: Bool { get { fatalError() } set { fatalError() } }
    public func open(_ url: URL, options: [OpenExternalURLOptionsKey: Any], completionHandler completion: (@MainActor @Sendable (Bool) -> Void)?) { fatalError() }
}

@MainActor open class UIFeedbackGenerator: NSObject {
    public func prepare() { fatalError() }
}

@MainActor public final class UIImpactFeedbackGenerator: UIFeedbackGenerator {
    public enum FeedbackStyle: Int, Sendable { case light, medium, heavy, soft, rigid }

    public init(style: FeedbackStyle) { fatalError() }
    public func impactOccurred() { fatalError() }
}

@MainActor public final class UINotificationFeedbackGenerator: UIFeedbackGenerator {
    public enum FeedbackType: Int, Sendable { case success, warning, error }

    public override init() { fatalError() }
    public func notificationOccurred(_ notificationType: FeedbackType) { fatalError() }
}

extension UIAccessibility {
    @MainActor public static var isVoiceOverRunning: Bool { fatalError() }
}

extension NSAttributedString.Key {
    public static let accessibilitySpeechQueueAnnouncement = NSAttributedString.Key(rawValue: "")
}

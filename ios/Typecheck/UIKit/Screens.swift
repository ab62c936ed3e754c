// What the screens use.
@_exported import CoreGraphics
import Foundation

open class UIColor: NSObject, @unchecked Sendable {
    public init(red: CGFloat, green: CGFloat, blue: CGFloat, alpha: CGFloat) { fatalError() }
    public init(dynamicProvider: @escaping @Sendable (UITraitCollection) -> UIColor) { fatalError() }
}

public final class UITraitCollection: NSObject, @unchecked Sendable {
    public var userInterfaceStyle: UIUserInterfaceStyle { fatalError() }
}

public enum UIUserInterfaceStyle: Int, Sendable {
    case unspecified, light, dark
}

open class UIImage: NSObject, @unchecked Sendable {
    public init?(data: Data) { fatalError() }
    public var size: CGSize { fatalError() }
    public func byPreparingThumbnail(ofSize size: CGSize) async -> UIImage? { fatalError() }
}

@MainActor open class UIScreen: NSObject {
    nonisolated public class var capturedDidChangeNotification: NSNotification.Name { fatalError() }
    public var isCaptured: Bool { fatalError() }
}

@MainActor open class UIScene: NSObject {}

@MainActor open class UIWindowScene: UIScene {
    public var screen: UIScreen { fatalError() }
}

public enum UIAccessibility {
    public struct Notification: Hashable, RawRepresentable, Sendable {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { fatalError() }
        public static let screenChanged = Notification(rawValue: 0)
        public static let announcement = Notification(rawValue: 0)
    }

    @MainActor public static func post(notification: UIAccessibility.Notification, argument: Any?) { fatalError() }
}

public enum UIKeyboardType: Int, Sendable {
    case `default`, asciiCapable, numbersAndPunctuation, URL, numberPad, phonePad, namePhonePad, emailAddress, decimalPad
}

public struct UITextContentType: Hashable, RawRepresentable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { fatalError() }
    public static let username = UITextContentType(rawValue: "")
    public static let password = UITextContentType(rawValue: "")
    public static let newPassword = UITextContentType(rawValue: "")
    public static let oneTimeCode = UITextContentType(rawValue: "")
    public static let name = UITextContentType(rawValue: "")
    public static let telephoneNumber = UITextContentType(rawValue: "")
    public static let emailAddress = UITextContentType(rawValue: "")
}

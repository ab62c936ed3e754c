// Colours, fonts, alignments.
import Foundation
import UIKit

public protocol ShapeStyle: Sendable {}

public struct Color: Hashable, ShapeStyle, Sendable {
    public init(uiColor: UIColor) { fatalError() }
    public init(red: Double, green: Double, blue: Double, opacity: Double = 1) { fatalError() }
    public init(white: Double, opacity: Double = 1) { fatalError() }
    public static let clear = Color(white: 0)
    public static let black = Color(white: 0)
    public static let white = Color(white: 1)
    public func opacity(_ opacity: Double) -> Color { fatalError() }
}

extension Color: View {
    public var body: Never { fatalError() }
}

extension ShapeStyle where Self == Color {
    public static var clear: Color { fatalError() }
    public static var black: Color { fatalError() }
    public static var white: Color { fatalError() }
}

public struct Font: Hashable, Sendable {
    public enum Weight: Hashable, Sendable { case regular, medium, semibold, bold }
    public static let title = Font.system(size: 0)
    public static let title2 = Font.system(size: 0)
    public static let title3 = Font.system(size: 0)
    public static let headline = Font.system(size: 0)
    public static let body = Font.system(size: 0)
    public static let subheadline = Font.system(size: 0)
    public static let footnote = Font.system(size: 0)
    public static func system(size: CGFloat) -> Font { fatalError() }
    public func weight(_ weight: Weight) -> Font { fatalError() }
}

public enum HorizontalAlignment: Sendable {
    case leading, center, trailing
}

public enum VerticalAlignment: Sendable {
    case top, center, bottom, firstTextBaseline, lastTextBaseline
}

public struct Alignment: Equatable, Sendable {
    public static let center = Alignment()
    public static let leading = Alignment()
    public static let trailing = Alignment()
    public static let top = Alignment()
    public static let bottom = Alignment()
}

public enum TextAlignment: Sendable {
    case leading, center, trailing
}

public struct UnitPoint: Hashable, Sendable {
    public static let center = UnitPoint()
    public static let top = UnitPoint()
    public static let bottom = UnitPoint()
}

public enum Edge: Sendable {
    case top, leading, bottom, trailing

    public struct Set: OptionSet, Sendable {
        public let rawValue: Int8
        public init(rawValue: Int8) { fatalError() }
        public static let top = Set(rawValue: 1)
        public static let leading = Set(rawValue: 2)
        public static let bottom = Set(rawValue: 4)
        public static let trailing = Set(rawValue: 8)
        public static let all = Set(rawValue: 15)
        public static let horizontal = Set(rawValue: 10)
        public static let vertical = Set(rawValue: 5)
    }
}

public enum ContentMode: Sendable {
    case fit, fill
}

public enum ColorScheme: Sendable {
    case light, dark
}

public enum DynamicTypeSize: Comparable, Hashable, Sendable {
    case xSmall, small, medium, large, xLarge, xxLarge, xxxLarge
    case accessibility1, accessibility2, accessibility3, accessibility4, accessibility5
    public var isAccessibilitySize: Bool { fatalError() }
}

public struct Animation: Equatable, Sendable {
    public static let `default` = Animation()
    public static func easeInOut(duration: TimeInterval) -> Animation { fatalError() }
    public static func linear(duration: TimeInterval) -> Animation { fatalError() }
}

public func withAnimation<Result>(_ animation: Animation? = .default, _ body: () throws -> Result) rethrows -> Result { fatalError() }

extension EnvironmentValues {
    public var accessibilityReduceMotion: Bool { fatalError() }
    public var colorScheme: ColorScheme { get { fatalError() } set { fatalError() } }
    public var displayScale: CGFloat { get { fatalError() } set { fatalError() } }
    public var dynamicTypeSize: DynamicTypeSize { get { fatalError() } set { fatalError() } }
    public var isEnabled: Bool { get { fatalError() } set { fatalError() } }
}

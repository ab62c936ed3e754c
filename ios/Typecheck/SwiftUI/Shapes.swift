// Shapes, paths and drawing.
@_exported import CoreGraphics
import Foundation

public protocol Shape: Sendable, View {
    nonisolated func path(in rect: CGRect) -> Path
}

extension Shape {
    public func fill<S: ShapeStyle>(_ content: S) -> some View { EmptyView() }
    public func stroke<S: ShapeStyle>(_ content: S, lineWidth: CGFloat = 1) -> some View { EmptyView() }
    public func stroke<S: ShapeStyle>(_ content: S, style: StrokeStyle) -> some View { EmptyView() }
    public func trim(from startFraction: CGFloat = 0, to endFraction: CGFloat = 1) -> some Shape { Rectangle() }
}

public protocol InsettableShape: Shape {}

extension InsettableShape {
    public func strokeBorder<S: ShapeStyle>(_ content: S, lineWidth: CGFloat = 1) -> some View { EmptyView() }
}

public struct Rectangle: InsettableShape {
    public init() { fatalError() }
    public nonisolated func path(in rect: CGRect) -> Path { fatalError() }
    public var body: Never { fatalError() }
}

public struct RoundedRectangle: InsettableShape {
    public init(cornerRadius: CGFloat) { fatalError() }
    public nonisolated func path(in rect: CGRect) -> Path { fatalError() }
    public var body: Never { fatalError() }
}

public struct Circle: InsettableShape {
    public init() { fatalError() }
    public nonisolated func path(in rect: CGRect) -> Path { fatalError() }
    public var body: Never { fatalError() }
}

public struct Path: Equatable, Sendable {
    public init() { fatalError() }
    public init(_ callback: (inout Path) -> Void) { fatalError() }
    public init(_ rect: CGRect) { fatalError() }
    public init(ellipseIn rect: CGRect) { fatalError() }
    public init(roundedRect rect: CGRect, cornerRadius: CGFloat) { fatalError() }
    public mutating func move(to end: CGPoint) { fatalError() }
    public mutating func addLine(to end: CGPoint) { fatalError() }
    public mutating func addLines(_ lines: [CGPoint]) { fatalError() }
    public mutating func addPath(_ path: Path) { fatalError() }
    public mutating func addArc(center: CGPoint, radius: CGFloat, startAngle: Angle, endAngle: Angle, clockwise: Bool) { fatalError() }
    public mutating func closeSubpath() { fatalError() }
    public func applying(_ transform: CGAffineTransform) -> Path { fatalError() }
}

extension Path: Shape {
    public nonisolated func path(in rect: CGRect) -> Path { fatalError() }
    public var body: Never { fatalError() }
}

public struct Angle: Hashable, Sendable {
    public static func degrees(_ degrees: Double) -> Angle { fatalError() }
}

public struct StrokeStyle: Equatable, Sendable {
    public init(
        lineWidth: CGFloat = 1, lineCap: CGLineCap = .butt, lineJoin: CGLineJoin = .miter, miterLimit: CGFloat = 10,
        dash: [CGFloat] = [], dashPhase: CGFloat = 0
    ) { fatalError() }
}

public struct FillStyle: Equatable, Sendable {
    public init(eoFill: Bool = false, antialiased: Bool = true) { fatalError() }
}

public struct GraphicsContext {
    public struct Shading: Sendable {
        public static func color(_ color: Color) -> Shading { fatalError() }
    }

    public func fill(_ path: Path, with shading: Shading, style: FillStyle = FillStyle()) { fatalError() }
    public func stroke(_ path: Path, with shading: Shading, style: StrokeStyle) { fatalError() }
    public func stroke(_ path: Path, with shading: Shading, lineWidth: CGFloat = 1) { fatalError() }
    public func draw(_ text: Text, at point: CGPoint, anchor: UnitPoint = .center) { fatalError() }
}

public struct Canvas<Symbols: View>: View {
    public var body: Never { fatalError() }
}

extension Canvas where Symbols == EmptyView {
    public init(opaque: Bool = false, rendersAsynchronously: Bool = false, renderer: @escaping (inout GraphicsContext, CGSize) -> Void) { fatalError() }
}

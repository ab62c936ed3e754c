import RuxueShell
import SwiftUI

/// What photos pass and what don't: two beside each other, one where letters are large.
struct ExampleGrid: View {
    let examples: [ExamplePart]
    @Environment(\.dynamicTypeSize) private var size

    var body: some View {
        let column = GridItem(.flexible(), spacing: Space.medium.rawValue, alignment: .top)
        let columns = Array(repeating: column, count: size.isAccessibilitySize ? 1 : 2)
        LazyVGrid(columns: columns, spacing: Space.medium.rawValue) {
            ForEach(examples, id: \.self) { example in
                VStack(alignment: .leading, spacing: Space.small.rawValue) {
                    ExampleDrawing(sketch: Sketch(example.slot, example.kind))
                    SignedRow(sign: example.sign) {
                        Text(example.text).font(TypeStyle.label.font).foregroundColor(Ink.text.color)
                    }
                }
                .accessibilityElement(children: .combine)
            }
        }
    }
}

/// A photo as it should be or should not be, drawn with lines.
struct ExampleDrawing: View {
    let sketch: Sketch

    var body: some View {
        Canvas { context, size in
            for stroke in sketch.strokes { draw(stroke, context, size.width) }
        }
        .aspectRatio(1 / sketch.height, contentMode: .fit)
        .background(Ink.accentSoft.color)
        .clipShape(RoundedRectangle(cornerRadius: Metrics.round))
        .accessibilityHidden(true)
    }

    private func draw(_ stroke: Sketch.Stroke, _ context: GraphicsContext, _ scale: Double) {
        let path = stroke.figure.path.applying(CGAffineTransform(scaleX: scale, y: scale))
        let shading = GraphicsContext.Shading.color(stroke.ink.color.opacity(stroke.alpha))
        if let width = stroke.width {
            let style = StrokeStyle(lineWidth: width * scale, lineCap: .round, lineJoin: .round)
            context.stroke(path, with: shading, style: style)
        } else {
            context.fill(path, with: shading)
        }
    }
}

extension Sketch.Figure {
    fileprivate var path: Path {
        switch self {
        case .box(let box, let radius):
            Path(roundedRect: box.rect, cornerRadius: radius)
        case .oval(let box):
            Path(ellipseIn: box.rect)
        case .line(let x, let y, let toX, let toY):
            Path { path in
                path.move(to: CGPoint(x: x, y: y))
                path.addLine(to: CGPoint(x: toX, y: toY))
            }
        case .arc(let box, let from, let sweep):
            box.arc(from, sweep)
        }
    }
}

extension Sketch.Box {
    fileprivate var rect: CGRect { CGRect(x: x, y: y, width: width, height: height) }

    /// A circle's arc, stretched to the box.
    fileprivate func arc(_ from: Double, _ sweep: Double) -> Path {
        let circle = Path { path in
            let angles = (Angle.degrees(from), Angle.degrees(from + sweep))
            path.addArc(center: .zero, radius: 0.5, startAngle: angles.0, endAngle: angles.1, clockwise: false)
        }
        let stretch = CGAffineTransform(scaleX: width, y: height)
        return circle.applying(stretch.concatenating(CGAffineTransform(translationX: rect.midX, y: rect.midY)))
    }
}

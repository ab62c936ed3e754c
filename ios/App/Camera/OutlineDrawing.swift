import RuxueShell
import SwiftUI

/// Where the subject belongs, drawn over the picture: all around is dimmed.
struct OutlineDrawing: View {
    let overlay: Overlay
    let isGood: Bool

    var body: some View {
        Canvas { context, _ in
            let inside = overlay.subject.path
            var outside = Path(overlay.preview)
            outside.addPath(inside)
            context.fill(
                outside,
                with: .color(.black.opacity(Shade.outside)),
                style: FillStyle(eoFill: true)
            )
            for hint in overlay.hints {
                context.stroke(hint.path, with: .color(.white.opacity(Shade.hint)), lineWidth: 1.5)
            }
            let line = StrokeStyle(lineWidth: 3, lineCap: .round, lineJoin: .round)
            context.stroke(inside, with: .color(isGood ? Ink.markGood.color : Ink.markQuiet.color), style: line)
        }
        .allowsHitTesting(false)
        .accessibilityHidden(true)
    }
}

extension Overlay.Subject {
    fileprivate var path: Path {
        switch self {
        case .card(let box, let corner): return Path(roundedRect: box, cornerRadius: corner)
        case .person(let line):
            var path = Path()
            path.addLines(line)
            path.closeSubpath()
            return path
        }
    }
}

extension Overlay.Hint {
    fileprivate var path: Path {
        var path = Path()
        switch self {
        case .box(let box, let corner): return Path(roundedRect: box, cornerRadius: corner)
        case .oval(let box): return Path(ellipseIn: box)
        case .curve(let line): path.addLines(line)
        case .line(let from, let to): path.addLines([from, to])
        }
        return path
    }
}

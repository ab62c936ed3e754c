import RuxueCore
import RuxueShell
import SwiftUI
import UIKit

/// A photo, with the card's outline and the places of what was found drawn on it.
struct JudgedPhoto: View {
    let part: PhotoPart
    let load: @MainActor (PhotoPart) async -> Data?
    @State private var image: UIImage?
    @Environment(\.displayScale) private var scale

    var body: some View {
        Group {
            if let image {
                Image(uiImage: image).resizable().scaledToFit().overlay(MarkDrawing(marks: part.marks))
            } else {
                Ink.accentSoft.color.aspectRatio(1 / Metrics.unknownPhoto, contentMode: .fit)
            }
        }
        .clipShape(RoundedRectangle(cornerRadius: Metrics.round))
        .frame(maxWidth: .infinity, maxHeight: Metrics.highestPhoto)
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(part.spoken.label)
        .accessibilityValue(part.spoken.value)
        .accessibilityAddTraits(.isImage)
        .task(id: part) {
            image = await thumbnail(await load(part))
        }
    }

    /// As large as it is shown: a phone's photo decoded whole would take a hundred megabytes.
    private func thumbnail(_ file: Data?) async -> UIImage? {
        guard let photo = file.flatMap(UIImage.init(data:)) else { return nil }
        let size = Metrics.fitted(width: photo.size.width, height: photo.size.height, into: Metrics.widest * scale)
        return await photo.byPreparingThumbnail(ofSize: CGSize(width: size.width, height: size.height))
    }
}

/// The outlines and numbers on a photo.
private struct MarkDrawing: View {
    let marks: [PhotoMark]

    var body: some View {
        Canvas { context, size in
            for mark in marks {
                let path = path(mark.spots, size)
                if mark.number != nil { context.fill(path, with: .color(mark.ink.color.opacity(0.27))) }
                context.stroke(path, with: .color(mark.ink.color), lineWidth: 2)
                number(mark, context, size)
            }
        }
        .accessibilityHidden(true)
    }

    private func path(_ spots: [Spot], _ size: CGSize) -> Path {
        Path { path in
            path.addLines(spots.map { CGPoint(x: Double($0.x) * size.width, y: Double($0.y) * size.height) })
            path.closeSubpath()
        }
    }

    private func number(_ mark: PhotoMark, _ context: GraphicsContext, _ size: CGSize) {
        guard let number = mark.number, let at = mark.badge(width: size.width, height: size.height) else { return }
        let (centre, side) = (CGPoint(x: at.x, y: at.y), Metrics.badge * 2)
        let disc = CGRect(x: at.x - Metrics.badge, y: at.y - Metrics.badge, width: side, height: side)
        context.fill(Path(ellipseIn: disc), with: .color(mark.ink.color))
        context.draw(Text("\(number)").font(.footnote.weight(.bold)).foregroundColor(Ink.onMark.color), at: centre)
    }
}

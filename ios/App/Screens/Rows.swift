import RuxueCore
import RuxueShell
import SwiftUI

/// A text that stands by itself.
struct TextRow: View {
    let part: TextPart

    var body: some View {
        Text(part.text)
            .font(part.style.font)
            .foregroundColor(part.ink.color)
            .multilineTextAlignment(part.isCentred ? .center : .leading)
            .frame(maxWidth: .infinity, alignment: part.isCentred ? .center : .leading)
            .fixedSize(horizontal: false, vertical: true)
            .accessibilityAddTraits(part.style.isHeading ? .isHeader : [])
    }
}

/// Something beside a sign that says how it is meant.
struct SignedRow<Content: View>: View {
    let sign: Sign
    @ViewBuilder let content: Content

    var body: some View {
        HStack(alignment: .firstTextBaseline, spacing: Space.small.rawValue) {
            sign.symbol.image.font(.headline).foregroundColor(sign.ink.color)
            content
        }
    }
}

/// A large sign in the middle.
struct EmblemRow: View {
    let sign: Sign

    var body: some View {
        sign.symbol.image
            .font(.system(size: Metrics.emblem / 2))
            .foregroundColor(sign.ink.color)
            .frame(width: Metrics.emblem, height: Metrics.emblem)
            .background(Circle().fill(sign.ground.color))
            .frame(maxWidth: .infinity)
    }
}

/// The chances left: as dots, and in words.
struct ChancesRow: View {
    let view: ChancesView

    var body: some View {
        HStack(spacing: Space.small.rawValue) {
            ForEach(0..<Int(view.all), id: \.self) { index in
                Circle()
                    .fill(index < Int(view.left) ? view.ink.color : .clear)
                    .overlay(Circle().strokeBorder(view.ink.color, lineWidth: 2))
                    .frame(width: Metrics.dot, height: Metrics.dot)
                    .accessibilityHidden(true)
            }
            TextRow(part: view.part)
        }
    }
}

/// Something to tell, until it is dismissed.
struct NoticeBanner: View {
    let notice: NoticePart
    let dismiss: @MainActor () -> Void
    @FocusState private var none: String?

    var body: some View {
        HStack(alignment: .top, spacing: 0) {
            SignedRow(sign: notice.sign) {
                PartColumn(parts: notice.parts, hand: PageHand(press: { _ in }), focus: $none)
            }
            .padding(.vertical, Space.medium.rawValue)
            Button(action: dismiss) {
                Image(systemName: Symbol.close.rawValue)
                    .accessibilityLabel("dismiss")
                    .frame(minWidth: Metrics.touch, minHeight: Metrics.touch)
            }
            .foregroundColor(Ink.text.color)
            .accessibilityIdentifier("dismiss")
        }
        .padding(.leading, Space.medium.rawValue)
        .surface(notice.sign.ground)
    }
}

/// What is under way.
struct BusyBar: View {
    let text: String

    var body: some View {
        HStack(spacing: Space.small.rawValue) {
            ProgressView().accessibilityHidden(true)
            Text(text).font(TypeStyle.quiet.font).foregroundColor(TypeStyle.quiet.ink.color)
        }
        .padding(.horizontal, Space.medium.rawValue)
        .padding(.vertical, Space.small.rawValue)
        .frame(maxWidth: .infinity)
    }
}

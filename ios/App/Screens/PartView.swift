import RuxueShell
import SwiftUI

/// Parts one below the other.
struct PartColumn: View {
    let parts: [Part]
    let hand: PageHand
    let focus: FocusState<String?>.Binding

    var body: some View {
        VStack(alignment: .leading, spacing: 0) {
            ForEach(parts) { part in
                PartView(content: part.content, hand: hand, focus: focus)
                    .padding(.top, part.id == parts.first?.id ? 0 : part.gap.rawValue)
            }
        }
        .frame(maxWidth: .infinity, alignment: .leading)
    }
}

/// A part, by what it shows.
struct PartView: View {
    let content: Part.Content
    let hand: PageHand
    let focus: FocusState<String?>.Binding

    var body: some View {
        switch content {
        case .text(let text): TextRow(part: text)
        case .card(let parts): column(parts).padding(Space.medium.rawValue).surface(.surface)
        case .signed(let sign, let parts): SignedRow(sign: sign) { column(parts) }
        case .emblem(let sign): EmblemRow(sign: sign)
        case .button(let button): ActionButton(part: button) { hand.press(button) }
        case .field(let field): FieldRow(part: field, text: hand.text(field.view), focus: focus, press: hand.press)
        case .photo(let photo): JudgedPhoto(part: photo, load: hand.photo)
        case .chances(let chances): ChancesRow(view: chances)
        case .progress(let share): ProgressView(value: share).tint(Ink.accent.color)
        case .examples(let examples): ExampleGrid(examples: examples)
        }
    }

    private func column(_ parts: [Part]) -> some View {
        PartColumn(parts: parts, hand: hand, focus: focus)
    }
}

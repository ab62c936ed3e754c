import RuxueShell
import SwiftUI

/// A button as its part has it.
struct ActionButton: View {
    let part: ButtonPart
    let press: @MainActor () -> Void

    var body: some View {
        Button(action: press) { face }
            .buttonStyle(Dressed(dress: part.look.dress))
            .disabled(!part.isEnabled)
            .accessibilityIdentifier(part.name)
    }

    @ViewBuilder private var face: some View {
        if part.look.dress.leads {
            HStack {
                Text(part.text).multilineTextAlignment(.leading)
                Spacer()
                Symbol.forward.image
            }
        } else {
            Text(part.text).multilineTextAlignment(.center)
        }
    }
}

private struct Dressed: ButtonStyle {
    let dress: Dress
    @Environment(\.isEnabled) private var isEnabled

    func makeBody(configuration: Configuration) -> some View {
        configuration.label
            .font(TypeStyle.body.font)
            .foregroundColor(dress.ink.color)
            .padding(.vertical, Space.small.rawValue)
            .padding(.horizontal, (dress.leads ? Space.tiny : .medium).rawValue)
            .frame(maxWidth: .infinity, minHeight: Metrics.control)
            .surface(dress.fill, edge: dress.edge)
            .contentShape(Rectangle())
            .opacity(isEnabled ? (configuration.isPressed ? 0.7 : 1) : 0.5)
    }
}

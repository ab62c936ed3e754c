import RuxueShell
import SwiftUI

extension View {
    /// Lays it out in a box of the pane.
    func place(_ box: CGRect) -> some View {
        frame(width: box.width, height: box.height).position(x: box.midX, y: box.midY)
    }
}

/// The one thing to tell whoever aims: as large as the room allows. VoiceOver hears it from the picture and as it changes.
struct GuidanceLine: View {
    let text: String
    let isGood: Bool

    var body: some View {
        Text(verbatim: text)
            .font(.title2.weight(.medium))
            .minimumScaleFactor(0.4)
            .multilineTextAlignment(.center)
            .foregroundColor(isGood ? Ink.onMark.color : Ink.markQuiet.color)
            .padding(.horizontal, 16)
            .padding(.vertical, 8)
            .background(
                RoundedRectangle(cornerRadius: 14).fill(isGood ? Ink.markGood.color : .black.opacity(Shade.scrim))
            )
            .allowsHitTesting(false)
            .accessibilityHidden(true)
    }
}

/// A sign and its name below. As in the system's own bars, text grows up to a bound, and who needs it larger holds the finger on it.
struct SceneButton: View {
    let symbol: String
    let control: CaptureScene.Control
    let action: @MainActor () -> Void

    var body: some View {
        Button(action: action) {
            SignedText(symbol: symbol, text: control.text)
        }
        .buttonStyle(.plain)
        .foregroundColor(Ink.markQuiet.color)
        .disabled(!control.isEnabled)
        .opacity(control.isEnabled ? 1 : 0.5)
    }
}

/// The lamp's: filled while it is on.
struct LampSwitch: View {
    let lamp: CaptureScene.Switch
    let action: @MainActor () -> Void

    var body: some View {
        Button(action: action) {
            SignedText(symbol: lamp.isOn ? "flashlight.on.fill" : "flashlight.off.fill", text: lamp.text)
        }
        .buttonStyle(.plain)
        .foregroundColor(lamp.isOn ? Ink.onMark.color : Ink.markQuiet.color)
        .background(RoundedRectangle(cornerRadius: 12).fill(lamp.isOn ? Ink.markGood.color : .clear))
        .disabled(!lamp.isEnabled)
        .accessibilityAddTraits(lamp.isOn ? [.isSelected] : [])
    }
}

private struct SignedText: View {
    let symbol: String
    let text: String

    var body: some View {
        VStack(spacing: 4) {
            Image(systemName: symbol).font(.title2).accessibilityHidden(true)
            Text(verbatim: text)
                .font(.footnote.weight(.medium))
                .minimumScaleFactor(0.5)
                .multilineTextAlignment(.center)
        }
        .frame(maxWidth: .infinity, maxHeight: .infinity)
        .contentShape(Rectangle())
        .dynamicTypeSize(...DynamicTypeSize.accessibility1)
        .accessibilityShowsLargeContentViewer()
    }
}

/// The shutter. The ring around it fills while all is good, and when it is full the photo is taken.
struct ShutterButton: View {
    let control: CaptureScene.Control
    let ring: Double
    let action: @MainActor () -> Void
    @Environment(\.accessibilityReduceMotion) private var reducesMotion

    var body: some View {
        Button(action: action) {
            ZStack {
                Circle().fill(Color.white.opacity(control.isEnabled ? 1 : Shade.off)).padding(12)
                Circle().strokeBorder(Color.white.opacity(Shade.track), lineWidth: 5)
                Circle().trim(from: 0, to: ring)
                    .stroke(Ink.markGood.color, style: StrokeStyle(lineWidth: 5, lineCap: .round))
                    .padding(2.5)
                    .rotationEffect(.degrees(-90))
                    .animation(reducesMotion ? nil : .linear(duration: 0.12), value: ring)
            }
            .contentShape(Circle())
        }
        .buttonStyle(.plain)
        .disabled(!control.isEnabled)
        .accessibilityLabel(control.text)
    }
}

/// Shows where the camera focuses, for a moment.
struct FocusRing: View {
    @Environment(\.accessibilityReduceMotion) private var reducesMotion
    @State private var isThere = true
    @State private var isLarge = true

    var body: some View {
        Circle()
            .strokeBorder(Ink.markMind.color, lineWidth: 2.5)
            .frame(width: Overlay.focusRing, height: Overlay.focusRing)
            .scaleEffect(isLarge && !reducesMotion ? 1.4 : 1)
            .opacity(isThere ? 1 : 0)
            .allowsHitTesting(false)
            .accessibilityHidden(true)
            .task {
                withAnimation(.easeInOut(duration: 0.18)) { isLarge = false }
                try? await Task.sleep(for: .milliseconds(1500))
                withAnimation(.easeInOut(duration: 0.18)) { isThere = false }
            }
    }
}

import RuxueShell
import SwiftUI

/// Why there is no camera, what to do about it, and the other way to a photo.
struct TroublePanel: View {
    let trouble: CaptureScene.Trouble
    let pick: CaptureScene.Control
    let onMend: @MainActor () -> Void
    let onPick: @MainActor () -> Void

    var body: some View {
        GeometryReader { pane in
            ScrollView {
                VStack(spacing: 16) {
                    Image(systemName: "video.slash").font(.title).accessibilityHidden(true)
                    Text(verbatim: trouble.text).font(.body).multilineTextAlignment(.center)
                    if let button = trouble.button { mend(button) }
                    SceneButton(symbol: "photo.on.rectangle", control: pick, action: onPick)
                        .frame(maxWidth: .infinity, minHeight: 80)
                }
                .padding(24)
                .frame(maxWidth: .infinity, minHeight: pane.size.height)
            }
        }
        .foregroundColor(Ink.markQuiet.color)
        .background(Color.black.ignoresSafeArea())
    }

    private func mend(_ text: String) -> some View {
        Button(action: onMend) {
            Text(verbatim: text)
                .font(.headline)
                .multilineTextAlignment(.center)
                .foregroundColor(Ink.onMark.color)
                .padding(.horizontal, 24)
                .padding(.vertical, 12)
                .frame(minWidth: 120, minHeight: Metrics.touch)
                .background(RoundedRectangle(cornerRadius: 12).fill(Ink.markGood.color))
        }
        .buttonStyle(.plain)
    }
}

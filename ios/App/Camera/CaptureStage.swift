import RuxueShell
import SwiftUI
import UIKit

/// Where the camera was told to focus: another one each time.
private struct Aimed: Hashable {
    let x: Double
    let y: Double
    let count: Int
}

/// Draws the scene of a moment: dark by day and night.
struct CaptureStage: View {
    @ObservedObject var model: CaptureModel
    @ObservedObject var camera: AVCamera
    let onPick: @MainActor () -> Void
    @State private var isWide = false
    @State private var aimed: Aimed?

    private var scene: CaptureScene { model.scene }

    var body: some View {
        GeometryReader { pane in
            let overlay = Overlay(slot: scene.slot, size: pane.size, isWide: isWide)
            ZStack {
                picture(overlay).place(overlay.preview)
                OutlineDrawing(overlay: overlay, isGood: scene.isGood).opacity(scene.guidance == nil ? 0 : 1)
                if let aimed { FocusRing().id(aimed).position(x: aimed.x, y: aimed.y) }
                if let guidance = scene.guidance {
                    GuidanceLine(text: guidance, isGood: scene.isGood).place(overlay.guidance)
                }
                controls(overlay)
                if let trouble = scene.trouble {
                    TroublePanel(trouble: trouble, pick: scene.pick, onMend: model.mend, onPick: onPick)
                }
            }
        }
        .background(Color.black.ignoresSafeArea())
        .environment(\.colorScheme, .dark)
        .onChange(of: scene.staysOn) { UIApplication.shared.isIdleTimerDisabled = $0 }
        .onDisappear { UIApplication.shared.isIdleTimerDisabled = false }
    }

    private func picture(_ overlay: Overlay) -> some View {
        CameraPreview(camera: camera, lens: camera.lens, isShown: scene.showsPicture, onTurn: turn) { place, point in
            touch(CGPoint(x: overlay.preview.minX + place.x, y: overlay.preview.minY + place.y), point)
        }
        .accessibilityElement()
        .accessibilityLabel(scene.heading)
        .accessibilityValue(scene.guidance ?? "")
        .accessibilityAddTraits([.isImage, .updatesFrequently])
        // Who does not see where to touch means the middle.
        .accessibilityAction { touchMiddle() }
        .accessibilityAction(named: Text(verbatim: scene.shutter.text), model.press)
        .accessibilityAction(.magicTap, model.press)
        .accessibilityHidden(scene.trouble != nil)
    }

    @ViewBuilder private func controls(_ overlay: Overlay) -> some View {
        let isCovered = scene.trouble != nil
        Group {
            SceneButton(symbol: "photo.on.rectangle", control: scene.pick, action: onPick).place(overlay.pick)
            ShutterButton(control: scene.shutter, ring: scene.ring, action: model.press).place(overlay.shutter)
            if let lamp = scene.lamp { LampSwitch(lamp: lamp, action: model.switchLamp).place(overlay.lamp) }
        }
        .accessibilityHidden(isCovered)
    }

    private func turn(to degrees: Int) {
        camera.turn(to: degrees)
        isWide = degrees % 180 == 0
        model.turn(isWide: isWide)
    }

    private func touchMiddle() {
        _ = model.aim(at: CGPoint(x: 0.5, y: 0.5))
    }

    private func touch(_ place: CGPoint, _ point: CGPoint) {
        if model.aim(at: point) { aimed = Aimed(x: place.x, y: place.y, count: (aimed?.count ?? 0) + 1) }
    }
}

import RuxueCore
import RuxueShell
import SwiftUI
import UIKit

/// A camera to take one photo with: everything between the navigation bar and the screen's lower edge.
struct CapturePane: View {
    private let view: CaptureView
    private let isPicking: Bool
    private let onPhoto: @MainActor (Data) -> Void
    private let onPick: @MainActor () -> Void
    @StateObject private var kit: CaptureKit
    @Environment(\.scenePhase) private var scenePhase

    /// Takes what the core asks for.
    ///
    /// - Parameters:
    ///   - view: What to take.
    ///   - language: The language of the guidance.
    ///   - isPicking: Whether the student is choosing a photo: meanwhile none is taken behind their back.
    ///   - onPhoto: Is given the photo, a JPEG.
    ///   - onPick: The student wants to choose a photo instead.
    init(
        view: CaptureView,
        language: Language,
        isPicking: Bool,
        onPhoto: @escaping @MainActor (Data) -> Void,
        onPick: @escaping @MainActor () -> Void
    ) {
        self.view = view
        self.isPicking = isPicking
        self.onPhoto = onPhoto
        self.onPick = onPick
        _kit = StateObject(wrappedValue: CaptureKit(view, language))
    }

    var body: some View {
        CaptureStage(model: kit.model, camera: kit.camera, onPick: onPick)
            .onAppear {
                kit.model.onPhoto = onPhoto
                kit.model.start()
            }
            .onDisappear { kit.model.stop() }
            .onChange(of: view) { kit.model.show($0) }
            .onChange(of: isPicking) { $0 ? kit.model.stop() : kit.model.start() }
            .onChange(of: scenePhase) { phase in
                switch phase {
                case .active where !isPicking: kit.model.start()
                case .background: kit.model.stop()
                default: break
                }
            }
    }
}

/// What a pane keeps while it is there.
@MainActor
private final class CaptureKit: ObservableObject {
    let camera = AVCamera()
    let model: CaptureModel

    init(_ view: CaptureView, _ language: Language) {
        model = CaptureModel(
            view: view,
            language: language,
            device: camera,
            haptics: PhoneHaptics(),
            voice: PhoneVoice(),
            time: SystemTime()
        )
    }
}

import PhotosUI
import RuxueShell
import SwiftUI
import UIKit

/// The system's own way to choose a photo, in a sheet: it needs no permission, and shows the app nothing else. A photo that is on
/// its way from afar can be given up with the sheet.
struct PhotoPicker: View {
    private let onPicked: @MainActor (Picked) -> Void
    @State private var isLoading = false

    /// - Parameter onPicked: Is told once what came of it.
    init(onPicked: @escaping @MainActor (Picked) -> Void) {
        self.onPicked = onPicked
    }

    var body: some View {
        PickerController(isLoading: $isLoading, onPicked: onPicked)
            .ignoresSafeArea()
            .overlay {
                if isLoading { ProgressView().allowsHitTesting(false) }
            }
    }
}

private struct PickerController: UIViewControllerRepresentable {
    @Binding var isLoading: Bool
    let onPicked: @MainActor (Picked) -> Void

    func makeCoordinator() -> PickerDelegate {
        PickerDelegate(isLoading: $isLoading, onPicked: onPicked)
    }

    func makeUIViewController(context: Context) -> PHPickerViewController {
        var configuration = PHPickerConfiguration()
        configuration.filter = .images
        configuration.selectionLimit = 1
        // What is no JPEG comes as one where the system can make it so.
        configuration.preferredAssetRepresentationMode = .compatible
        let picker = PHPickerViewController(configuration: configuration)
        picker.delegate = context.coordinator
        return picker
    }

    func updateUIViewController(_ picker: PHPickerViewController, context: Context) {}

    static func dismantleUIViewController(_ picker: PHPickerViewController, coordinator: PickerDelegate) {
        coordinator.finish(.cancelled)
    }
}

/// Loads what was chosen.
@MainActor
private final class PickerDelegate: PHPickerViewControllerDelegate {
    @Binding private var isLoading: Bool
    private let onPicked: @MainActor (Picked) -> Void
    private var progress: Progress?
    private var chosen = 0
    private var isDone = false

    init(isLoading: Binding<Bool>, onPicked: @escaping @MainActor (Picked) -> Void) {
        _isLoading = isLoading
        self.onPicked = onPicked
    }

    func picker(_ picker: PHPickerViewController, didFinishPicking results: [PHPickerResult]) {
        guard let item = results.first?.itemProvider else { return finish(.cancelled) }
        guard let type = Picked.type(of: item.registeredTypeIdentifiers) else { return finish(.unreadable) }
        load(item, as: type)
    }

    /// In place of what was chosen before and is still on its way.
    private func load(_ item: NSItemProvider, as type: String) {
        chosen += 1
        isLoading = true
        progress?.cancel()
        progress = item.loadDataRepresentation(forTypeIdentifier: type) { [weak self, chosen] file, _ in
            let picked = Picked(file)
            Task { @MainActor in self?.loaded(picked, chosen) }
        }
    }

    private func loaded(_ picked: Picked, _ number: Int) {
        if number == chosen { finish(picked) }
    }

    func finish(_ picked: Picked) {
        guard !isDone else { return }
        isDone = true
        progress?.cancel()
        isLoading = false
        onPicked(picked)
    }
}

import RuxueShell
import SwiftUI
import UIKit

extension View {
    /// Hides what is personal: in the app switcher, and from recordings.
    func covered(_ page: ScreenPage) -> some View {
        modifier(PrivacyCover(page: page))
    }
}

private struct PrivacyCover: ViewModifier {
    let page: ScreenPage
    @Environment(\.scenePhase) private var phase
    @State private var isCaptured = PrivacyCover.isAnyScreenCaptured

    func body(content: Content) -> some View {
        content
            .overlay {
                if Cover.isNeeded(over: page, presence: Presence(phase), isCaptured: isCaptured) {
                    CoverSheet()
                }
            }
            .onReceive(NotificationCenter.default.publisher(for: UIScreen.capturedDidChangeNotification)) { _ in
                isCaptured = PrivacyCover.isAnyScreenCaptured
            }
    }

    @MainActor private static var isAnyScreenCaptured: Bool {
        UIApplication.shared.connectedScenes.contains { scene in
            (scene as? UIWindowScene)?.screen.isCaptured == true
        }
    }
}

extension Presence {
    fileprivate init(_ phase: ScenePhase) {
        switch phase {
        case .active: self = .active
        case .inactive: self = .inactive
        default: self = .background
        }
    }
}

/// The app's sign on an empty page.
private struct CoverSheet: View {
    var body: some View {
        ZStack {
            Ink.background.color.ignoresSafeArea()
            EmblemRow(sign: Cover.sign)
        }
        .accessibilityHidden(true)
    }
}

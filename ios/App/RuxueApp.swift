import RuxueShell
import SwiftUI

/// The process: it has one session, whatever scenes there are.
@main
struct RuxueApp: App {
    @Environment(\.scenePhase) private var phase
    @StateObject private var session = Phone.session()

    init() {
        #if DEBUG
            Phone.logToSystem()
        #endif
    }

    var body: some Scene {
        WindowGroup {
            RootView(session: session, language: Phone.language)
        }
        .onChange(of: phase) { phase in
            if phase == .active { session.refresh() }
        }
    }
}

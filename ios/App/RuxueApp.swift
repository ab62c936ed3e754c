import RuxueCore
import RuxueShell
import SwiftUI

/// The process: it has one session, whatever scenes there are.
@main
struct RuxueApp: App {
    var body: some Scene {
        WindowGroup {
            EmptyView()
        }
    }
}

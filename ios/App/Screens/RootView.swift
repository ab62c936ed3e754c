import RuxueCore
import RuxueShell
import SwiftUI

/// The app's one window: the review, or why there is none yet.
struct RootView: View {
    @ObservedObject var session: ReviewSession
    let language: Language

    var body: some View {
        switch session.opening {
        case .waiting:
            alone(.opening(String(localized: "opening")))
        case .failed(let reason, let nextStep):
            alone(.failed(reason: reason, nextStep: nextStep, tryAgain: String(localized: "try_again")))
        case .open(let model):
            // Another model is another review: nothing of the last one's pages stays.
            ReviewView(model: model, language: language).id(ObjectIdentifier(model))
        }
    }

    private func alone(_ page: ScreenPage) -> some View {
        PageSheet(page: page, hand: PageHand(press: { _ in session.open() }))
    }
}

import RuxueCore
import RuxueShell
import SwiftUI

/// The review that is open: its pages one above the other, what is asked and what hides it.
struct ReviewView: View {
    private let model: ReviewModel
    private let language: Language
    @StateObject private var flow: ReviewFlow

    /// Shows a review.
    init(model: ReviewModel, language: Language) {
        self.model = model
        self.language = language
        _flow = StateObject(wrappedValue: ReviewFlow(model, showing: model.screen))
    }

    var body: some View {
        NavigationStack(path: $flow.path) {
            PageView(flow: flow, place: flow.trail.root, language: language)
                .navigationDestination(for: Place.self) { place in
                    PageView(flow: flow, place: place, language: language)
                }
        }
        .tint(Ink.accent.color)
        .alert(flow.question?.view.title ?? "", isPresented: $flow.isAsked, presenting: flow.question) { question in
            Button(question.view.yes, role: question.isGrave ? .destructive : nil) {
                flow.confirm(question)
            }
            Button(question.view.no, role: .cancel) {
            }
        } message: { question in
            Text(question.view.text)
        }
        .sheet(isPresented: $flow.isPicking) {
            PhotoPicker { picked in flow.choose(picked.file) }
        }
        .covered(flow.page)
        .task {
            flow.announce = VoiceOver.announce
            await ReviewFlow.follow(model, on: flow)
        }
    }
}

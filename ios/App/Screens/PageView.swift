import RuxueCore
import RuxueShell
import SwiftUI

/// A page of the review in the navigation stack.
struct PageView: View {
    @ObservedObject var flow: ReviewFlow
    let place: Place
    let language: Language

    var body: some View {
        if let page = flow.page(at: place) {
            PageSheet(page: page, hand: hand)
                .navigationTitle(page.head?.title ?? "")
                .navigationBarTitleDisplayMode(.inline)
                .navigationBarBackButtonHidden(flow.trail.back != .system)
                .toolbar { back }
        }
    }

    @ToolbarContentBuilder private var back: some ToolbarContent {
        if case .button(let button) = flow.trail.back {
            ToolbarItem(placement: .topBarLeading) {
                Button {
                    flow.press(button)
                } label: {
                    Image(systemName: Symbol.back.rawValue).accessibilityLabel(button.text)
                }
                .disabled(!button.isEnabled)
                .accessibilityIdentifier(button.name)
            }
        }
    }

    private var hand: PageHand {
        PageHand(
            press: flow.press,
            text: { $flow[$0] },
            photo: flow.shelf.photo,
            dismiss: flow.dismiss,
            refresh: flow.refresh,
            camera: { view in
                CapturePane(
                    view: view,
                    language: language,
                    isPicking: flow.isPicking,
                    onPhoto: flow.take,
                    onPick: { flow.isPicking = true }
                )
            }
        )
    }
}

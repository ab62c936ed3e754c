import RuxueCore
import RuxueShell
import SwiftUI

/// What the parts of a page ask of whoever shows it.
@MainActor struct PageHand {
    var press: @MainActor (ButtonPart) -> Void
    var text: @MainActor (FieldView) -> Binding<String> = { .constant($0.value) }
    var photo: @MainActor (PhotoPart) async -> Data? = { _ in nil }
    var dismiss: @MainActor () -> Void = {}
    var refresh: @MainActor () -> Void = {}
    var camera: @MainActor (CaptureView) -> CapturePane? = { _ in nil }
}

/// A page: what is under way, and below it parts to scroll through, or a camera.
struct PageSheet: View {
    let page: ScreenPage
    let hand: PageHand

    var body: some View {
        VStack(spacing: 0) {
            if let busy = page.head?.busy {
                BusyBar(text: busy)
            }
            switch page.body {
            case .parts(let parts): ScrolledParts(page: page, parts: parts, hand: hand).id(page.name)
            case .camera(let view): camera(view)
            }
        }
        .background(Ink.background.color.ignoresSafeArea())
        .onChange(of: page.isRefusal) { if $0 { PhoneHaptics().warning() } }
    }

    private func camera(_ view: CaptureView) -> some View {
        VStack(spacing: 0) {
            if let notice = page.head?.notice {
                NoticeBanner(notice: notice, dismiss: hand.dismiss).padding(Space.small.rawValue)
            }
            hand.camera(view)
        }
    }
}

/// Parts to scroll through, no wider than one reads with ease.
private struct ScrolledParts: View {
    let page: ScreenPage
    let parts: [Part]
    let hand: PageHand
    @FocusState private var focus: String?
    @Environment(\.accessibilityReduceMotion) private var isStill

    var body: some View {
        if page.isRefreshed {
            scrolled.refreshable { await hand.refresh() }
        } else {
            scrolled
        }
    }

    private var scrolled: some View {
        ScrollViewReader { reader in
            ScrollView {
                column.frame(maxWidth: Metrics.widest).frame(maxWidth: .infinity)
            }
            .scrollDismissesKeyboard(.interactively)
            .onChange(of: page.head?.notice) { notice in
                // News is at the top, whatever was pressed at the bottom.
                guard notice != nil else { return }
                withAnimation(isStill ? nil : .default) { reader.scrollTo(Self.top, anchor: .top) }
            }
        }
    }

    private var column: some View {
        VStack(alignment: .leading, spacing: 0) {
            Group {
                if let notice = page.head?.notice {
                    NoticeBanner(notice: notice, dismiss: hand.dismiss).padding(.bottom, Space.medium.rawValue)
                }
            }
            .id(Self.top)
            PartColumn(parts: parts, hand: hand, focus: $focus)
        }
        .padding(.horizontal, Space.medium.rawValue)
        .padding(.top, Space.small.rawValue)
        .padding(.bottom, Space.large.rawValue)
    }

    private static let top = "top"
}

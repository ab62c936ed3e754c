import RuxueShell
import SwiftUI
import UIKit

extension Ink {
    /// The colour, by day or by night.
    var color: Color {
        let dyed = UIColor { traits in
            UIColor(rgb: Palette.rgb(self, isNight: traits.userInterfaceStyle == .dark))
        }
        return Color(uiColor: dyed)
    }
}

extension UIColor {
    fileprivate convenience init(rgb: UInt32) {
        let channel = { (shift: UInt32) in CGFloat(rgb >> shift & 0xFF) / 255 }
        self.init(red: channel(16), green: channel(8), blue: channel(0), alpha: 1)
    }
}

extension TypeStyle {
    /// The font, as large as the student set it.
    var font: Font {
        switch self {
        case .display: .title.weight(.bold)
        case .title: .title3.weight(.semibold)
        case .heading: .headline
        case .body: .body
        case .label: .subheadline.weight(.semibold)
        case .quiet: .subheadline
        }
    }
}

extension Symbol {
    /// The picture, which nobody has to be told of: the text beside it says the same.
    @MainActor var image: some View {
        Image(systemName: rawValue).accessibilityHidden(true)
    }
}

extension View {
    /// Stands on a shape with round corners, perhaps with a line around it.
    func surface(_ fill: Ink?, edge: Ink? = nil) -> some View {
        let shape = RoundedRectangle(cornerRadius: Metrics.round)
        return background(shape.fill(fill?.color ?? .clear))
            .overlay(shape.strokeBorder(edge?.color ?? .clear, lineWidth: 1))
    }
}

import Foundation
import Testing

@testable import RuxueShell

@Suite struct ShadeTests {
    /// White text over the scrim over the brightest picture.
    @Test func guidanceCanBeReadOnEveryPicture() {
        #expect(contrastOfWhite(onGrey: 1 - Shade.scrim) >= 4.5)
    }

    @Test func theOutlineStandsOutFromWhatIsAroundIt() {
        #expect(contrastOfWhite(onGrey: 1 - Shade.outside) >= 3)
    }

    private func contrastOfWhite(onGrey level: Double) -> Double {
        let light = level <= 0.04045 ? level / 12.92 : pow((level + 0.055) / 1.055, 2.4)
        return 1.05 / (light + 0.05)
    }
}

import RuxueCore
import Testing

@testable import RuxueShell

@Suite struct PlanTests {
    private let triple = Lens.sample("triple", .triple, nearest: 20, field: 106, changesOver: [2, 6])
    private let dual = Lens.sample("dual", .dualWide, nearest: 150, field: 106, changesOver: [2])
    private let wide = Lens.sample("wide", .wide)

    @Test func theOneThatFocusesNearestOnTheBack() {
        #expect([wide, dual, triple].best == triple)
        #expect([wide, dual].best == dual)
        #expect([wide].best == wide)
        let front = Lens.sample("front", .triple, isRear: false)
        #expect([front, wide].best == wide)
        #expect([front].best == nil)
        #expect([Lens]().best == nil)
        #expect(Plan(for: .portrait, with: [front], isWide: false) == nil)
    }

    @Test func whatIsSeenIsWhatPhotosShow() {
        #expect(wide.field == 73 && wide.mostZoom == 15)
        #expect(Lens.sample(field: 0).field == nil)
    }

    @Test func theLargestPhotoOfTheWholeSensor() {
        let table: [([(Int, Int)], (Int, Int)?)] = [
            ([(4032, 3024), (5712, 4284), (8064, 6048)], (4032, 3024)),
            ([(4032, 3024), (4032, 2268)], (4032, 3024)),
            ([(4224, 2376), (1920, 1080)], (4224, 2376)),
            ([(8064, 6048), (5712, 4284)], (5712, 4284)),
            ([], nil),
        ]
        for (sizes, best) in table {
            let expected = best.map { Extent(width: $0.0, height: $0.1) }
            #expect(photoSize(sizes.map { Extent(width: $0.0, height: $0.1) }) == expected)
        }
    }

    /// A wide lens of 73° that is sharp from 15 cm on. Upright it sees 1.11 of the distance across, of which a card is to fill
    /// nine tenths: from 8.6 cm.
    @Test func aCardFillsTheOutlineFromWhereTheLensFocuses() {
        func zoom(_ lens: Lens, isWide: Bool = false) -> Double { lens.cardZoom(isWide: isWide) }
        let far = Lens.sample(nearest: 150)
        #expect(abs(zoom(far) - 1.1 * 150 / 85.7) < 0.01)
        #expect(zoom(far, isWide: true) > zoom(far), "across, from nearer still")
        #expect(zoom(.sample(nearest: 70)) == 1, "what focuses near need not enlarge")
        #expect(zoom(.sample(nearest: 400)) == 2.5, "no further than pixels last")
        #expect(zoom(.sample(nearest: 400, mostZoom: 1.3)) == 1.3, "as far as it can")
        for unknown in [-1, 0, 2000] { #expect(zoom(.sample(nearest: unknown)) == 1) }
        #expect(zoom(.sample(field: 0)) == 1)
    }

    @Test func severalLensesAreEnlargedFromTheWideOneOn() {
        #expect(
            triple.cardZoom(isWide: false) == 2,
            "its ultra-wide focuses from 2 cm on: the change-over does the rest"
        )
        #expect(dual.cardZoom(isWide: false) > 2)
        let far = Lens.sample("far", .triple, nearest: 300, field: 106, changesOver: [2, 4])
        let zoom = far.cardZoom(isWide: false)
        #expect(zoom > 3.5 && zoom < 4, "never up to the telephoto")
    }

    @Test func facesAreNeverTakenWithTheUltraWide() throws {
        for (lens, factor) in [(triple, 2.0), (dual, 2), (wide, 1), (.sample(nearest: 400), 1)] {
            let plan = try #require(Plan(for: .portrait, with: [lens], isWide: false))
            #expect(plan.zoom == factor)
            #expect(!plan.isNear)
        }
        #expect(Plan(for: .emblemSide, with: [wide], isWide: true)?.isNear == true)
    }
}

import Foundation
import Testing

@testable import RuxueShell

@Suite struct PickedTests {
    @Test func whatIsChosenIsGivenAsItIs() {
        #expect(Picked(Data([1, 2])).file == Data([1, 2]))
        #expect(Picked(nil) == .unreadable)
        #expect(Picked(Data()) == .unreadable)
        #expect(Picked(Data(count: Picked.mostBytes)).file?.count == Picked.mostBytes)
        #expect(Picked(Data(count: Picked.mostBytes + 1)) == .tooLarge)
    }

    @Test func theCoreHearsOfWhatIsNoPhotoAndNothingOfWhatIsNotChosen() {
        #expect(Picked.tooLarge.file == Data())
        #expect(Picked.unreadable.file == Data())
        #expect(Picked.cancelled.file == nil)
    }

    @Test(arguments: [
        (["public.heic", "public.jpeg"], "public.jpeg"), (["public.png"], "public.png"),
        (["com.compuserve.gif", "public.png"], "public.png"), (["public.heic"], "public.heic"),
        (["org.webmproject.webp", "public.tiff"], "org.webmproject.webp"), ([], nil),
    ])
    func aFormatThatTheCoreReads(types: [String], chosen: String?) {
        #expect(Picked.type(of: types) == chosen)
    }
}

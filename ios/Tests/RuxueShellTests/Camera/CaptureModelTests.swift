import Foundation
import RuxueCore
import Testing

@testable import RuxueShell

/// The whole camera but its lens: driven over a device that is fed with sample frames.
@MainActor
@Suite struct CaptureModelTests {
    private let device = FakeDevice()
    private let main = MainQueue()
    private let time = FakeTime()
    private let voice = FakeVoice()
    private let haptics = FakeHaptics()
    private let view: CaptureView
    private let model: CaptureModel
    private let photos = Photos()

    private final class Photos {
        var all: [Data] = []
    }

    init() throws {
        voice.isOn = false
        view = try CaptureViews.view("card_capture")
        model = CaptureModel(
            view: view,
            language: .en,
            device: device,
            haptics: haptics,
            voice: voice,
            time: time,
            toMain: main.toMain
        )
        model.onPhoto = { [photos] in photos.all.append($0) }
    }

    private func run(givesFrames: Bool = true) throws -> FakeCamera {
        model.start()
        let camera = try #require(device.open.last)
        tell(camera, .opened(givesFrames: givesFrames))
        return camera
    }

    private func tell(_ camera: FakeCamera, _ event: CameraEvent) {
        camera.tell(event)
        main.run()
    }

    private func frames(_ camera: FakeCamera, _ frame: SampleFrame, _ times: Range<Int>) {
        for count in times {
            frame.lend(at: count * 120, to: camera.watch.look)
            main.run()
        }
    }

    private nonisolated static let card = SampleFrame(SampleFrame.card, padding: 32)
    private nonisolated static let dark = SampleFrame(SampleFrame.dark)

    @Test func aGoodCardIsTakenByItself() throws {
        let camera = try run()
        frames(camera, Self.dark, 0..<4)
        #expect(model.scene.guidance != view.heading)
        #expect(!model.scene.isGood && model.scene.ring == 0)
        frames(camera, Self.card, 4..<20)
        #expect(camera.taken == 1)
        #expect(model.scene.isGood && model.scene.ring == 1)
        tell(camera, .photo(Data([1, 2, 3])))
        #expect(photos.all == [Data([1, 2, 3])])
        #expect(device.open.isEmpty)
        #expect(haptics.felt == ["tick", "success"])
        #expect(model.scene.showsPicture)
    }

    @Test func aDarkOneIsNotButTheStudentMayInTheEnd() throws {
        let camera = try run()
        frames(camera, Self.dark, 0..<20)
        model.press()
        #expect(camera.taken == 0, "not yet")
        time.pass(Int(view.manualAfterMillis) - 1)
        #expect(!model.scene.shutter.isEnabled)
        time.pass(1)
        #expect(model.scene.shutter.isEnabled)
        model.press()
        #expect(camera.taken == 1)
    }

    @Test func whoAimsAgainWaitsAgain() throws {
        _ = try run()
        time.pass(6_000)
        model.stop()
        #expect(time.waiting == 0)
        _ = try run()
        time.pass(6_000)
        #expect(!model.scene.shutter.isEnabled)
    }

    @Test func theShutterIsThereAtOnceWhereNothingElsePressesIt() throws {
        _ = try run(givesFrames: false)
        #expect(model.scene.shutter.isEnabled)
        #expect(device.open.last?.givesFrames == false)
        #expect(time.waiting == 0)
    }

    @Test func theShutterIsThereAtOnceForWhoDoesNotSeeTheRing() throws {
        voice.isOn = true
        _ = try run()
        #expect(model.scene.shutter.isEnabled)
    }

    @Test func heatThatEndsFramesBringsTheShutter() throws {
        let camera = try run()
        tell(camera, .pressed(.serious))
        #expect(!model.scene.shutter.isEnabled)
        tell(camera, .pressed(.critical))
        #expect(model.scene.shutter.isEnabled && !camera.givesFrames)
        frames(camera, Self.card, 0..<10)
        tell(camera, .pressed(.nominal))
        #expect(camera.givesFrames)
    }

    @Test func whatAClosedCameraTellsIsHeardByNobody() throws {
        let old = try run()
        model.stop()
        let new = try run()
        old.tell(.failed(.lost))
        old.tell(.photo(Data([1])))
        frames(old, Self.card, 0..<10)
        #expect(model.scene.trouble == nil && photos.all.isEmpty)
        #expect(model.scene.ring == 0)
        #expect(device.open.count == 1 && !new.isClosed)
    }

    @Test func whatWasToldBeforeTheEndAndReachesUsAfterItIsDropped() throws {
        let camera = try run()
        camera.tell(.failed(.lost))
        model.stop()
        main.run()
        #expect(model.scene.trouble == nil)
    }

    @Test func aCallInterruptsAndTheCameraGoesOn() throws {
        let camera = try run()
        frames(camera, Self.dark, 0..<4)
        tell(camera, .interrupted(Interruption.audioInUse.trouble))
        #expect(model.scene.trouble?.text == view.troubles.first { $0.trouble == .interrupted }?.text)
        frames(camera, Self.card, 4..<20)
        #expect(camera.taken == 0 && !model.scene.isGood)
        tell(camera, .resumed)
        #expect(model.scene.trouble == nil)
        #expect(device.opened.count == 1, "nothing is opened anew")
        frames(camera, Self.card, 20..<40)
        #expect(camera.taken == 1)
    }

    @Test func leaveIsAskedForAndGiven() {
        device.access = .unasked
        model.start()
        #expect(device.asked == 1 && device.opened.isEmpty)
        device.answer(.granted)
        #expect(device.open.count == 1)
    }

    @Test func leaveIsAskedForAndDenied() {
        device.access = .unasked
        model.start()
        device.answer(.denied)
        #expect(model.scene.trouble?.button != nil)
        model.mend()
        #expect(device.settings == 1 && device.asked == 1)
    }

    @Test func anAnswerThatComesAfterTheEndOpensNothing() {
        device.access = .unasked
        model.start()
        model.stop()
        device.answer(.granted)
        #expect(device.opened.isEmpty)
    }

    @Test func aPhoneWithoutARearCameraSaysSo() {
        device.all = [.sample("front", isRear: false)]
        model.start()
        #expect(model.scene.trouble?.text == view.troubles.first { $0.trouble == .missing }?.text)
        #expect(model.scene.pick.isEnabled)
    }

    @Test func aTouchAimsTheCameraThatRuns() throws {
        #expect(!model.aim(at: CGPoint(x: 0.5, y: 0.5)))
        let camera = try run()
        #expect(model.aim(at: CGPoint(x: 0.2, y: 0.3)))
        #expect(!model.aim(at: CGPoint(x: 1.2, y: 0.3)), "beside the picture")
        #expect(camera.aimed == [CGPoint(x: 0.2, y: 0.3)])
    }

    @Test func theLampBurnsUntilTheEnd() throws {
        let camera = try run()
        model.switchLamp()
        #expect(camera.isLit && model.scene.lamp?.isOn == true)
        tell(camera, .lampOut)
        #expect(model.scene.lamp?.isOn == false)
        model.stop()
        #expect(model.scene.lamp == nil)
    }

    @Test func whileAPhotoIsLookedAtNoneIsTaken() throws {
        let camera = try run()
        model.show(view.busy("Checking the photo"))
        #expect(camera.isClosed)
        model.show(view)
        #expect(device.open.count == 1, "and then it goes on")
    }

    @Test func theLastPictureStandsUntilThePhotoWasLookedAt() throws {
        let camera = try run()
        frames(camera, Self.card, 0..<10)
        tell(camera, .photo(Data([1])))
        model.show(view.busy("Checking the photo"))
        #expect(model.scene.showsPicture && device.open.isEmpty)
        model.show(view.refused("Blurred"))
        #expect(device.open.count == 1)
    }

    @Test func anotherSideIsAnotherBeginning() throws {
        let camera = try run()
        frames(camera, Self.dark, 0..<4)
        model.show(try CaptureViews.view("portrait_capture"))
        #expect(camera.isClosed)
        #expect(device.open.last?.plan.isNear == false)
        #expect(model.scene.slot == .portrait)
    }

    @Test func turnedThePhoneMayNeedAnotherZoom() throws {
        device.all = [.sample(nearest: 150)]
        let high = try run()
        model.turn(isWide: true)
        let wide = try #require(device.open.last)
        #expect(high.isClosed && wide.plan.zoom > high.plan.zoom)
        tell(wide, .opened(givesFrames: true))
        model.turn(isWide: true)
        #expect(device.open.last === wide)
        frames(wide, Self.card, 0..<10)
        #expect(wide.taken == 1)
        model.turn(isWide: false)
        #expect(!wide.isClosed, "a photo under way is waited for")
    }

    @Test func guidanceIsReadOutAndTroubleAtOnce() throws {
        voice.isOn = true
        let camera = try run()
        frames(camera, Self.dark, 0..<2)
        let dark = try #require(model.scene.guidance)
        #expect(voice.said == [dark])
        frames(camera, Self.dark, 2..<6)
        tell(camera, .interrupted(.inUse))
        let trouble = try #require(model.scene.trouble?.text)
        #expect(voice.said == [dark, "! \(trouble)"])
        tell(camera, .resumed)
        frames(camera, Self.dark, 6..<8)
        #expect(voice.said.last == dark, "who aims again is told again")
    }

    /// Frames come on a thread of the camera's while the main one stops it.
    @Test func stoppingInTheMiddleOfAFrameHarmsNothing() async throws {
        for _ in 0..<20 {
            let camera = try run()
            let watch = camera.watch
            let frames = Task.detached {
                for count in 0..<10 { Self.card.lend(at: count * 120, to: watch.look) }
            }
            model.stop()
            await frames.value
            main.run()
            #expect(device.open.isEmpty && photos.all.isEmpty)
        }
    }

    /// Through the main queue itself, as on a phone.
    @Test func whatACameraTellsArrivesInItsOrder() async throws {
        let model = CaptureModel(view: view, language: .en, device: device, haptics: haptics, voice: voice, time: time)
        model.start()
        let camera = try #require(device.open.last)
        let tell = camera.tell
        await Task.detached {
            tell(.opened(givesFrames: false))
            for _ in 0..<50 {
                tell(.interrupted(.inUse))
                tell(.resumed)
            }
            tell(.lampOut)
            tell(.shutter)
        }.value
        while camera.taken == 0 { await Task.yield() }
        #expect(model.scene.trouble == nil)
        model.stop()
    }

    @Test func aModelThatIsForgottenIsGone() throws {
        var model: CaptureModel? = CaptureModel(
            view: view,
            language: .en,
            device: device,
            haptics: haptics,
            voice: voice,
            time: time,
            toMain: main.toMain
        )
        weak var gone = model
        model?.start()
        let camera = try #require(device.open.last)
        tell(camera, .opened(givesFrames: true))
        model?.stop()
        model = nil
        #expect(gone == nil)
    }
}

import Foundation
import RuxueCore
import RuxueTesting
import Testing

@testable import RuxueShell

/// What a pane shows of the core's own capture screens, in both languages.
@Suite struct CaptureSceneTests {
    private static let moments: [(String, [CameraEvent])] = {
        let plan = Plan(for: .portraitSide, with: [.sample()], isWide: false)
        let running: [CameraEvent] = [.begin(.granted, plan), .opened(givesFrames: true)]
        return [
            ("stopped", []),
            ("asking", [.begin(.unasked, plan)]),
            ("opening", [.begin(.granted, plan)]),
            ("running", running),
            ("lit", running + [.lamp]),
            ("taking", running + [.shutter]),
            ("taken", running + [.shutter, .photo(Data())]),
            ("interrupted", running + [.interrupted(.interrupted)]),
            ("in use", running + [.interrupted(.inUse)]),
            ("lost", running + [.failed(.lost)]),
            ("denied", [.begin(.denied, plan)]),
            ("missing", [.begin(.granted, nil)]),
        ]
    }()

    private func scenes(_ view: CaptureView, told: FrameGuidance? = nil) -> String {
        Self.moments.map { name, events in
            var state = CameraState()
            for event in events { _ = state.take(event) }
            let told = state.phase == .running ? told : nil
            return "\(name): \(CaptureScene(view: view, state: state, told: told, isByHand: true).inWords)"
        }.joined(separator: "\n")
    }

    @Test func chinese() throws {
        let hold = FrameGuidance(guidance: .hold, text: "很好，请保持", good: false, steady: 0.5)
        #expect(
            try scenes(CaptureViews.view("card_capture", .zhCn), told: hold) == """
                stopped: – | – | ○ – | [从相册选择]
                asking: – | – | ○ – | [从相册选择]
                opening: – | 把有照片的人像面放进框内 | ○ – | [从相册选择] | (补光灯 off)
                running: picture | 很好，请保持 ✓ | ○ 拍照 50% | [从相册选择] | 补光灯 off
                lit: picture | 很好，请保持 ✓ | ○ 拍照 50% | [从相册选择] | 补光灯 on
                taking: picture | 把有照片的人像面放进框内 | ○ – | (从相册选择) | (补光灯 off)
                taken: picture | – | ○ – | [从相册选择]
                interrupted: picture | 很好，请保持 ✓ | ○ – 50% | [从相册选择] | (补光灯 off) | 相机暂时不能用，空闲后会自动恢复。 [再试一次]
                in use: picture | 很好，请保持 ✓ | ○ – 50% | [从相册选择] | (补光灯 off) | 相机正被其他应用使用，请关闭该应用后再试。 [再试一次]
                lost: – | – | ○ – | [从相册选择] | 相机出了问题，已停止工作。 [再试一次]
                denied: – | – | ○ – | [从相册选择] | 相机权限已关闭。请在系统设置中允许使用相机，或从相册选择照片。 [打开设置]
                missing: – | – | ○ – | [从相册选择] | 没有找到后置摄像头。请用其他手机拍好后，从相册选择照片。
                """
        )
    }

    @Test func english() throws {
        #expect(
            try scenes(CaptureViews.view("portrait_capture", .en)) == """
                stopped: – | – | ○ – | [Choose a photo]
                asking: – | – | ○ – | [Choose a photo]
                opening: – | Face the camera, chest up, inside the outline | ○ – | [Choose a photo] | (Lamp off)
                running: picture | Face the camera, chest up, inside the outline | ○ Take the photo | [Choose a photo] | Lamp off
                lit: picture | Face the camera, chest up, inside the outline | ○ Take the photo | [Choose a photo] | Lamp on
                taking: picture | Face the camera, chest up, inside the outline | ○ – | (Choose a photo) | (Lamp off)
                taken: picture | – | ○ – | [Choose a photo]
                interrupted: picture | Face the camera, chest up, inside the outline | ○ – | [Choose a photo] | (Lamp off) | \
                The camera is interrupted. It goes on as soon as it is free. [Try again]
                in use: picture | Face the camera, chest up, inside the outline | ○ – | [Choose a photo] | (Lamp off) | \
                Another app is using the camera. Close it and try again. [Try again]
                lost: – | – | ○ – | [Choose a photo] | The camera stopped working. [Try again]
                denied: – | – | ○ – | [Choose a photo] | \
                The camera is not allowed. Allow it in the settings, or choose a photo. [Open the settings]
                missing: – | – | ○ – | [Choose a photo] | \
                No rear camera was found. Take the photo with another phone and choose it here.
                """
        )
    }

    @Test func aPhotoUnderWayKeepsTheOthersOff() throws {
        let view = try CaptureViews.view("card_capture_busy")
        #expect(view.head.busy != nil)
        #expect(!CaptureScene(view: view, state: CameraState(), told: nil, isByHand: true).pick.isEnabled)
    }

    @Test(arguments: [Language.zhCn, .en], ["card_capture", "portrait_capture"])
    func whateverIsTheMatterIsSaid(language: Language, snapshot: String) throws {
        let view = try CaptureViews.view(snapshot, language)
        for trouble in CameraTrouble.allCases {
            var state = CameraState()
            state.phase = .troubled(trouble)
            let scene = CaptureScene(view: view, state: state, told: nil, isByHand: false)
            #expect(scene.trouble?.text.isEmpty == false, "\(trouble)")
        }
    }
}

extension CaptureScene {
    /// A line to compare: the picture, guidance, the shutter, both buttons beside it (in brackets what can't be pressed), the trouble.
    fileprivate var inWords: String {
        let shutter = "○ \(self.shutter.isEnabled ? self.shutter.text : "–")" + (ring > 0 ? " \(Int(ring * 100))%" : "")
        let lamp = self.lamp.map { lamp in
            let text = "\(lamp.text) \(lamp.isOn ? "on" : "off")"
            return lamp.isEnabled ? text : "(\(text))"
        }
        let trouble = self.trouble.map { $0.text + ($0.button.map { " [\($0)]" } ?? "") }
        let parts: [String?] = [
            showsPicture ? "picture" : "–",
            (guidance ?? "–") + (isGood ? " ✓" : ""),
            shutter,
            pick.isEnabled ? "[\(pick.text)]" : "(\(pick.text))",
            lamp,
            trouble,
        ]
        return parts.compactMap(\.self).joined(separator: " | ")
    }
}

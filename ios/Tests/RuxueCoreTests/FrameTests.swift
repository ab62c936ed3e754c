import Foundation
import RuxueCore
import RuxueTesting
import Testing

@Suite struct FrameTests {
    private let checker = FrameChecker(slot: .portraitSide, language: .en)

    @Test func planesOfACameraAreTaken() throws {
        let guidance = try check(layout())
        #expect(!guidance.text.isEmpty)
    }

    @Test func interleavedPlanesAreTaken() throws {
        let pixels = [UInt8](repeating: 128, count: 640 * 480 * 3 / 2)
        try pixels.withUnsafeBytes { bytes in
            let chroma = UnsafeRawBufferPointer(rebasing: bytes[(640 * 480)...])
            _ = try checker.check(
                layout(uvRowStride: 640, uvPixelStride: 2),
                y: UnsafeRawBufferPointer(rebasing: bytes[..<(640 * 480)]),
                u: chroma,
                v: UnsafeRawBufferPointer(rebasing: chroma.dropFirst())
            )
        }
    }

    @Test(arguments: [
        layout(width: 0), layout(height: 0), layout(width: .max), layout(height: .max), layout(rotation: 45),
        layout(yRowStride: 639), layout(yRowStride: 0), layout(yRowStride: 641), layout(yRowStride: .max),
        layout(uvRowStride: 319), layout(uvRowStride: .max), layout(uvPixelStride: 0), layout(uvPixelStride: .max),
    ])
    func layoutThatDoesNotFit(layout: FrameLayout) async throws {
        #expect(try await refusal { try check(layout) }.name == "Frame")
    }

    @Test func planesThatAreEmpty() {
        let empty = UnsafeRawBufferPointer(start: nil, count: 0)
        #expect(throws: RuxueError.self) { try checker.check(layout(), y: empty, u: empty, v: empty) }
    }

    private func check(_ layout: FrameLayout) throws -> FrameGuidance {
        let y = [UInt8](repeating: 128, count: 640 * 480)
        let chroma = [UInt8](repeating: 128, count: 320 * 240)
        return try y.withUnsafeBytes { y in
            try chroma.withUnsafeBytes { try checker.check(layout, y: y, u: $0, v: $0) }
        }
    }
}

private func layout(
    width: UInt32 = 640,
    height: UInt32 = 480,
    rotation: UInt32 = 0,
    yRowStride: UInt32 = 640,
    uvRowStride: UInt32 = 320,
    uvPixelStride: UInt32 = 1
) -> FrameLayout {
    FrameLayout(
        width: width,
        height: height,
        rotation: rotation,
        yRowStride: yRowStride,
        uvRowStride: uvRowStride,
        uvPixelStride: uvPixelStride,
        atMillis: 0
    )
}

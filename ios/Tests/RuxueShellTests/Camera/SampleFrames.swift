import Foundation
import RuxueCore

@testable import RuxueShell

/// Live pictures as cameras lend them, of scenes drawn by code.
struct SampleFrame: Sendable {
    private let width: Int
    private let height: Int
    private let rotation: Int
    private let rowStride: Int
    private let y: [UInt8]
    private let uv: [UInt8]

    /// How bright an upright scene of 480 × 640 is at a place.
    typealias Scene = (_ x: Int, _ y: Int) -> UInt8

    private static let upright = (width: 480, height: 640)

    /// A specimen on a desk, well lit, within the outline.
    static func card(_ x: Int, _ y: Int) -> UInt8 {
        let box = frameOutline(slot: .portraitSide, width: 480, height: 640)
        let (across, down) = ((Float(x) - box.x) / box.width, (Float(y) - box.y) / box.height)
        guard (0...1).contains(across), (0...1).contains(down) else { return 140 }
        let isMargin = across < 0.06 || across > 0.94 || down < 0.06 || down > 0.94
        return !isMargin && print(x, y, line: 22) ? 32 : 228
    }

    /// Print where head and shoulders belong.
    static func person(_ x: Int, _ y: Int) -> UInt8 {
        print(x, y, line: 28) ? 32 : 150
    }

    static func dark(_ x: Int, _ y: Int) -> UInt8 { 8 }

    /// Whether something like print is there: strokes of three pixels in lines.
    private static func print(_ x: Int, _ y: Int, line: Int) -> Bool {
        guard y % line < line * 2 / 3 else { return false }
        let mixed = (UInt32(x / 3) &* 2_654_435_761) ^ (UInt32(y / 3) &* 40_503)
        return (mixed &* 2_246_822_519) >> 31 == 1
    }

    /// A scene as a camera gives it whose picture is to be turned by `rotation` to be upright.
    init(_ scene: Scene, rotation: Int = 90, padding: Int = 0) {
        let (w, h) = Self.upright
        (width, height) = rotation % 180 == 0 ? (w, h) : (h, w)
        self.rotation = rotation
        rowStride = width + padding
        var y = [UInt8](repeating: 0, count: rowStride * height)
        for row in 0..<height {
            for column in 0..<width {
                let (x, line) =
                    switch rotation {
                    case 90: (height - 1 - row, column)
                    case 180: (width - 1 - column, height - 1 - row)
                    case 270: (row, width - 1 - column)
                    default: (column, row)
                    }
                y[row * rowStride + column] = scene(x, line)
            }
        }
        self.y = y
        uv = [UInt8](repeating: 128, count: rowStride * height / 2)
    }

    /// Lends it as taken at that moment; `told` is the rotation that is told of it.
    func lend(at millis: Int, told: Int? = nil, to look: (LiveFrame) -> Void) {
        let layout = FrameLayout(
            width: UInt32(width),
            height: UInt32(height),
            rotation: UInt32(told ?? rotation),
            yRowStride: UInt32(rowStride),
            uvRowStride: UInt32(rowStride),
            uvPixelStride: 2,
            atMillis: UInt64(millis)
        )
        y.withUnsafeBytes { y in
            uv.withUnsafeBytes { look(LiveFrame(layout: layout, y: y, uv: $0)) }
        }
    }
}

// swift-tools-version: 6.0
import PackageDescription

// What Rust exports in C. For apps: the framework that `cargo xtask package` makes. For the tests of `cargo xtask swift`, and
// wherever there are no frameworks: the generated header and a static library, whose folder the linker is told.
#if os(Linux)
    let builtHere = true
#else
    let builtHere = Context.environment["RUXUE_BUILT_HERE"] != nil
#endif

let ffi: Target =
    builtHere
    ? .systemLibrary(name: "RuxueCoreFFI")
    : .binaryTarget(name: "RuxueCoreFFI", path: "RuxueCore.xcframework")

let package = Package(
    name: "Ruxue",
    platforms: [.iOS(.v16), .macOS(.v13)],
    products: [
        .library(name: "RuxueCore", targets: ["RuxueCore"]),
        .library(name: "RuxueShell", targets: ["RuxueShell"]),
    ],
    targets: [
        ffi,
        .target(
            name: "RuxueCore",
            dependencies: ["RuxueCoreFFI"],
            resources: [.copy("PrivacyInfo.xcprivacy")],
            linkerSettings: builtHere ? [.linkedLibrary("ruxue_bindings")] : []
        ),
        .target(name: "RuxueShell", dependencies: ["RuxueCore"]),
        // What the tests of both have in common.
        .target(name: "RuxueTesting", dependencies: ["RuxueCore"], path: "Tests/RuxueTesting"),
        .testTarget(name: "RuxueCoreTests", dependencies: ["RuxueCore", "RuxueTesting"]),
        .testTarget(
            name: "RuxueShellTests",
            dependencies: ["RuxueShell", "RuxueTesting"],
            exclude: ["Screens/Pages"]
        ),
    ],
    swiftLanguageModes: [.v6]
)

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
    name: "RuxueCore",
    platforms: [.iOS(.v16), .macOS(.v13)],
    products: [.library(name: "RuxueCore", targets: ["RuxueCore"])],
    targets: [
        ffi,
        .target(
            name: "RuxueCore",
            dependencies: ["RuxueCoreFFI"],
            resources: [.copy("PrivacyInfo.xcprivacy")],
            linkerSettings: builtHere ? [.linkedLibrary("ruxue_bindings")] : []
        ),
        .testTarget(name: "RuxueCoreTests", dependencies: ["RuxueCore"]),
    ],
    swiftLanguageModes: [.v6]
)

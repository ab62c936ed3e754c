#!/usr/bin/env bash
# Checks the app without Apple's frameworks: that every file of it is Swift for iOS, and that its types fit together.
#
#   ios/linux.sh ios/Typecheck/check.sh [FOLDER]
#
# Each folder beside this file is a module of Apple's that we declare as far as the app uses it, with no code behind. Against them
# RuxueCore, RuxueShell and the app are type-checked as if for a phone. FOLDER takes what is made on the way (target/swift/typecheck).
# UniFFI's Swift has to be generated before, as cargo xtask swift does.
set -euo pipefail

ios=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
made=${1:-$ios/../target/swift/typecheck}

# Apple's, each after those that it stands on.
readonly MODULES=(Combine CoreGraphics CoreVideo CoreMedia Security os UIKit AVFoundation PhotosUI UniformTypeIdentifiers SwiftUI)

sources() {
    find "$@" -name '*.swift' | sort
}

# Type-checks the module NAME and makes it known to those that follow.
module() {
    local name=$1
    shift
    swiftc -emit-module -module-name "$name" -emit-module-path "$made/$name.swiftmodule" -parse-as-library \
        -swift-version 6 -I "$made" -I "$ios/Sources/RuxueCoreFFI" -package-name ruxue "$@"
}

rm -rf "$made"
mkdir -p "$made"

mapfile -t app < <(sources "$ios/App")
swiftc -frontend -parse -swift-version 6 -target arm64-apple-ios16.0 "${app[@]}"

for name in "${MODULES[@]}"; do
    mapfile -t files < <(sources "$ios/Typecheck/$name")
    module "$name" "${files[@]}"
done
# Generated code in it may warn.
mapfile -t files < <(sources "$ios/Sources/RuxueCore")
module RuxueCore "${files[@]}"
mapfile -t files < <(sources "$ios/Sources/RuxueShell")
module RuxueShell -warnings-as-errors "${files[@]}"
module RuxueApp -warnings-as-errors "${app[@]}"
echo "${#app[@]} files of the app parse for iOS and type-check against ${#MODULES[@]} modules declared here"

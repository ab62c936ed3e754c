#!/usr/bin/env bash
# Runs a command with a Swift toolchain: the system's own where there is one (a Mac), else Debian's, in a root of its own.
#
#   linux.sh COMMAND...        for example: linux.sh swift test --package-path ios
#
# The root is Debian's suite trixie with its package swiftlang (1.9 GB), made once under target/swift/ (or where
# RUXUE_SWIFT_ROOT says) from the Debian mirror that apt uses here. In it the project lies where it lies outside, the working folder stays
# and the network is shared; nothing else of the machine is seen. Only root can make it. Exits with 69 where that can't be.
set -euo pipefail

readonly SUITE=trixie PACKAGES=swiftlang,libc6-dev,libstdc++-14-dev UNAVAILABLE=69
# What of swiftlang neither a build nor a test needs, about a third: debugger, language server, documentation tool, static standard library.
readonly LEFT_OUT=(
    /usr/share/{doc,man,locale}/'*'
    /usr/libexec/swift/bin/{'*lldb*',repl_swift,clangd,docc}
    /usr/libexec/swift/lib/{'liblldb*','swift_static/*'}
    /usr/libexec/swift/share/docc/'*'
)

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
root=${RUXUE_SWIFT_ROOT:-$project/target/swift/$SUITE}
[ $# -gt 0 ] || set -- swift test --package-path "$project/ios"

unavailable() {
    echo "linux.sh: no Swift here: $*" >&2
    exit $UNAVAILABLE
}

# The first mirror of Debian's own archive that apt is set up with, in either of its formats.
mirror() {
    find /etc/apt -maxdepth 2 -type f \( -name '*.sources' -o -name '*.list' \) -exec cat {} + | awk '
        /^URIs:/ { uri = $2 }
        /^deb / { for (i = 2; i <= NF; i++) if ($i ~ /:\/\//) { uri = $i; break } }
        uri ~ /\/debian\/?$/ && !found { found = 1; print uri }'
}

make_root() {
    local from part=$root.part
    from=$(mirror)
    [ -n "$from" ] || unavailable "apt knows no mirror of Debian"
    if ! command -v mmdebstrap >/dev/null; then
        apt-get update --quiet >&2
        DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends mmdebstrap >&2
    fi
    rm -rf --one-file-system "$part"
    # A frozen mirror's lists may have run out: their signatures are checked all the same.
    mmdebstrap --mode=root --variant=apt --quiet --include="$PACKAGES" \
        --aptopt='Acquire::Check-Valid-Until "false"' --aptopt='Acquire::Check-Date "false"' \
        --aptopt='Acquire::Languages "none"' --aptopt='Acquire::Retries "3"' --aptopt='APT::Install-Recommends "false"' \
        "${LEFT_OUT[@]/#/--dpkgopt=path-exclude=}" \
        "$SUITE" "$part" "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $from $SUITE main" >&2
    rm -rf "$part/var/cache/apt" "$part/var/lib/apt/lists"
    # Whole or not at all: a broken run leaves only the .part behind.
    mv "$part" "$root"
}

if command -v swift >/dev/null; then
    exec "$@"
fi
[ "$(uname -s)" = Linux ] || unavailable "install Xcode or the toolchain of swift.org"
[ "$(id -u)" = 0 ] || unavailable "install a toolchain, or run this as root on a machine with apt"
command -v apt-get >/dev/null || unavailable "install a toolchain: without apt none is fetched"

mkdir -p "$(dirname "$root")"
# One at a time makes the root; the lock goes with the file handle, also when we are killed.
exec 9>"$root.lock"
flock 9
[ -d "$root" ] || make_root
exec 9>&-

# What tests are told, and nothing else of the environment.
told=(HOME=/root LANG=C.UTF-8 TERM=dumb PATH=/usr/libexec/swift/bin:/usr/bin:/bin)
for name in "${!RUXUE_@}" ${CI:+CI}; do
    told+=("$name=${!name}")
done

# Every mount below is in a namespace of its own and goes when the command ends.
# shellcheck disable=SC2016
exec unshare --mount --propagation private -- bash -euo pipefail -c '
    root=$1 project=$2
    shift 2
    mount -t proc proc "$root/proc" # the toolchain finds its libraries through /proc/self/exe
    mount --rbind /dev "$root/dev"
    mount -t tmpfs tmpfs "$root/tmp" # before the project: it may lie under /tmp
    mkdir -p "$root$project"
    mount --bind "$project" "$root$project"
    exec chroot "$root" "$@"
' _ "$root" "$project" /usr/bin/env -i "${told[@]}" sh -c 'cd "$0" && exec "$@"' "$PWD" "$@"

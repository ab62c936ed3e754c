# rust_src.sh RELEASE FOLDER: unpacks Debian's package rust-src of that release below FOLDER and prints where its `library` is.
# apt works on lists of its own: the machine's sources, lists and packages stay as they are.
set -euo pipefail
release=$1 folder=$2
library=$folder/usr/src/rustc-$release/library
if [ -e "$library/Cargo.lock" ]; then echo "$library"; exit; fi
command -v apt-get >/dev/null || { echo "no apt-get here" >&2; exit 1; }

# The mirror that the machine itself uses.
sources=$(cat /etc/apt/sources.list.d/*.sources /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null || true)
mirror=$(sed -nE 's/^URIs: *([^ ]+).*/\1/p; s/^deb +(\[[^]]*\] +)?([^ ]+).*/\2/p' <<<"$sources" | sed -n 1p)
[ -n "$mirror" ] || { echo "no Debian mirror in /etc/apt" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{state/lists/partial,cache/archives/partial,etc/preferences.d,etc/apt.conf.d} "$folder"
cat >"$work/apt.conf" <<CONF
Dir::State "$work/state";
Dir::State::status "/var/lib/dpkg/status";
Dir::Cache "$work/cache";
Dir::Etc "$work/etc";
Acquire::Languages "none";
Acquire::Check-Valid-Until "false";
APT::Sandbox::User "root";
CONF
export APT_CONFIG=$work/apt.conf

for suite in trixie-backports testing unstable; do
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$work/etc/sources.list"
    apt-get update -qq >&2 || continue
    version=$(apt-cache madison rust-src | awk -v release="$release" 'index($3, release "+") == 1 { print $3; exit }')
    [ -n "$version" ] || continue
    (cd "$work" && apt-get download -qq "rust-src=$version" >&2)
    dpkg-deb --fsys-tarfile "$work"/rust-src_*.deb | tar -x -C "$work" "./usr/src/rustc-$release/library"
    # Whole or not there.
    mkdir -p "$(dirname "$library")"
    mv "$work/usr/src/rustc-$release/library" "$library.partial"
    mv "$library.partial" "$library"
    echo "$library"
    exit
done
echo "Debian has no rust-src $release" >&2
exit 1

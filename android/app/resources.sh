#!/bin/sh
# Compiles the resources: R.java, the archive that the APK begins with, and what tells Robolectric where they are.
# Usage: resources.sh FOLDER VERSION PLATFORM
set -eu
cd "$(dirname "$0")"
out=$1 version=$2 platform=$3
: "${AAPT2:=aapt2}" "${FRAMEWORK_RES:=/usr/share/android-framework-res/framework-res.apk}"
rm -rf "$out"
mkdir -p "$out/java" "$out/test/com/android/tools"

# What Android Studio's build adds to the manifest. Libraries lie in the APK as they are, to be loaded from there.
sed -e 's|<manifest |<manifest package="org.ruxue.app" |' -e 's|<application$|& android:extractNativeLibs="false"|' \
    -e "s|\${platform}|$platform|" src/main/AndroidManifest.xml > "$out/AndroidManifest.xml"

"$AAPT2" compile --dir src/framework/res -o "$out/framework.zip"
"$AAPT2" link -x --manifest src/framework/AndroidManifest.xml -o "$out/framework.apk" "$out/framework.zip"
"$AAPT2" compile --dir src/main/res -o "$out/compiled.zip"
"$AAPT2" link -I "$FRAMEWORK_RES" -I "$out/framework.apk" --manifest "$out/AndroidManifest.xml" --debug-mode \
    --min-sdk-version 26 --target-sdk-version 35 --version-code 1 --version-name "$version" \
    --java "$out/java" -o "$out/resources.ap_" "$out/compiled.zip"
cat > "$out/test/com/android/tools/test_config.properties" <<CONFIG
android_merged_manifest=$out/AndroidManifest.xml
android_resource_apk=$out/resources.ap_
android_custom_package=org.ruxue.app
CONFIG

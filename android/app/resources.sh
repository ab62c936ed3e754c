#!/bin/sh
# Compiles the resources: R.java, the archive of the APK, and what tells Robolectric where they are.
# Usage: resources.sh FOLDER
set -eu
cd "$(dirname "$0")"
out=$1
: "${AAPT2:=aapt2}" "${FRAMEWORK_RES:=/usr/share/android-framework-res/framework-res.apk}"
rm -rf "$out"
mkdir -p "$out/java" "$out/test/com/android/tools"
"$AAPT2" compile --dir src/main/res -o "$out/compiled.zip"
"$AAPT2" link -I "$FRAMEWORK_RES" --manifest src/main/AndroidManifest.xml --min-sdk-version 26 --target-sdk-version 35 \
    --auto-add-overlay --java "$out/java" -o "$out/resources.ap_" "$out/compiled.zip"
cat > "$out/test/com/android/tools/test_config.properties" <<CONFIG
android_merged_manifest=$PWD/src/main/AndroidManifest.xml
android_resource_apk=$out/resources.ap_
android_custom_package=org.ruxue.app
CONFIG

plugins {
    id("com.android.library")
}

android {
    namespace = "org.ruxue"
    compileSdk = 36
    defaultConfig {
        minSdk = 26
        // What R8 must keep of JNA and of what UniFFI generated.
        consumerProguardFiles("../../xtask/src/package/proguard.txt")
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
    sourceSets.named("main") {
        // `cargo xtask android` generates the one, `cargo xtask package --with-weights` builds the others.
        kotlin.directories += "../../target/android/ruxue-bindings/generated-sources/uniffi"
        jniLibs.directories += "../../target/package/android/jni"
    }
}

dependencies {
    api("org.jetbrains.kotlinx:kotlinx-coroutines-android:1.11.0")
    implementation("net.java.dev.jna:jna:5.19.1@aar")
}

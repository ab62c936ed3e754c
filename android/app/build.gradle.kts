plugins {
    id("com.android.application")
}

android {
    namespace = "org.ruxue.app"
    compileSdk = 36
    defaultConfig {
        applicationId = "org.ruxue.app"
        minSdk = 26
        targetSdk = 35
        versionCode = 1
        versionName = "0.1.0"
        // The processors that the core is built for: `cargo xtask package`.
        ndk { abiFilters += listOf("arm64-v8a", "armeabi-v7a", "x86_64") }
        // The same as in app/pom.xml; -Pplatform=https://… for the college's own.
        manifestPlaceholders["platform"] = providers.gradleProperty("platform").getOrElse("http://127.0.0.1:8080")
    }
    buildTypes {
        // Students get one that is signed by the college: add its signingConfig here, from outside the repository.
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"))
        }
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
}

dependencies {
    implementation(project(":bindings"))
}

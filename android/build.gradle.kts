// Versions as in pom.xml. The plugin compiles Kotlin by itself; the classpath says with which one. It wants Gradle 9.2.1 or
// later, Android 16's SDK and a JDK of 17.
buildscript {
    dependencies {
        classpath("org.jetbrains.kotlin:kotlin-gradle-plugin:2.4.21")
    }
}
plugins {
    id("com.android.application") version "9.1.0" apply false
    id("com.android.library") version "9.1.0" apply false
}

// What is built goes where everything is, in the workspace's target folder.
allprojects {
    layout.buildDirectory = rootDir.resolve("../target/gradle/${project.name}")
}

// For Android Studio, over the same sources as Maven. Not run where this project is tested, which has no Gradle; the tests run
// on Maven alone.
pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}
dependencyResolutionManagement {
    repositoriesMode = RepositoriesMode.FAIL_ON_PROJECT_REPOS
    repositories {
        google()
        mavenCentral()
    }
}
rootProject.name = "ruxue"
include(":bindings", ":app")

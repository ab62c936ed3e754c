//! The program as its users call it: real files in, lines and exit codes out.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // helpers of tests are tests

use ruxue_reference_platform::{Enrolment, Person, PhotoExaminer, Student as Enrolled, TestPlatform};
use ruxue_rules::{IdNumber, Sex, Side};
use ruxue_samples::portrait::Setting;
use ruxue_samples::set::Student;
use ruxue_samples::{Assets, Defect, Portrait, Scene};
use ruxue_vision::Models;
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;
use tempfile::TempDir;

static ASSETS: LazyLock<Assets> = LazyLock::new(|| Assets::load().unwrap());

fn ruxue(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ruxue"));
    command.current_dir(folder).args(arguments).env("LANG", "C").env_remove("LC_ALL").env_remove("LC_MESSAGES");
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    ruxue(folder, arguments).output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn kinds(line: &Value) -> Vec<&str> {
    line["findings"].as_array().unwrap().iter().map(|finding| finding["kind"].as_str().unwrap()).collect()
}

/// A photo taken with care.
fn scene(seed: u64, side: Side) -> Scene {
    Scene { size: (4032, 3024), softness: 0.5, noise: 0.006, quality: 95, ..Scene::good(seed, side) }
}

#[test]
fn every_photo_has_its_line_in_the_order_given_whatever_it_is() {
    let folder = TempDir::new().unwrap();
    let good = scene(1, Side::Portrait).draw(&ASSETS).unwrap();
    let dark = scene(2, Side::Portrait).with(Defect::TooDark { paper: 40.0 }).draw(&ASSETS).unwrap();
    fs::write(folder.path().join("good.jpg"), &good.jpeg).unwrap();
    fs::write(folder.path().join("dark.jpg"), &dark.jpeg).unwrap();
    fs::write(folder.path().join("text.jpg"), "not a picture").unwrap();

    let photos = ["check-card", "--side", "portrait", "--json", "text.jpg", "dark.jpg", "good.jpg"];
    let output = run(folder.path(), &photos);
    assert_eq!(output.status.code(), Some(0), "all were judged");
    let lines = lines(&output);
    assert_eq!(lines.iter().map(|line| line["photo"].as_str().unwrap()).collect::<Vec<_>>(), &photos[4..]);

    let [text, dark, read] = &lines[..] else { panic!("{} lines", lines.len()) };
    assert_eq!((text["verdict"].as_str(), kinds(text)), (Some("refuse"), vec!["undecodable"]));
    assert!(text["corners"].is_null() && text["side"].is_null() && text["fields"].is_null());

    let finding = &dark["findings"].as_array().unwrap().iter().find(|f| f["kind"] == "too_dark").unwrap();
    assert_eq!((dark["verdict"].as_str(), finding["unit"].as_str()), (Some("refuse"), Some("level")));
    assert!(finding["measured"].as_f64().unwrap() < finding["limit"].as_f64().unwrap());

    assert_ne!(read["verdict"], "refuse", "{:?}", kinds(read));
    assert_eq!(read["side"], "portrait");
    let specimen = &good.specimen;
    assert_eq!(read["fields"]["name"], specimen.name.as_str());
    assert_eq!(read["fields"]["birth"], specimen.birth.to_string());
    assert_eq!(read["fields"]["id_number"], specimen.id_number.as_str());
    for (place, corner) in read["corners"].as_array().unwrap().iter().zip(good.corners.unwrap().0) {
        let distance =
            (place[0].as_f64().unwrap() - f64::from(corner.x)).hypot(place[1].as_f64().unwrap() - f64::from(corner.y));
        assert!(distance < 40.0, "{distance} px off");
    }
    let millis = &read["millis"];
    let parts: f64 = ["decode", "locate", "read", "judge"].map(|part| millis[part].as_f64().unwrap()).iter().sum();
    assert!(parts > 0.0 && millis["total"].as_f64().unwrap() >= parts - 1.0, "{millis}");
}

#[test]
fn a_line_has_the_keys_of_the_contract_in_their_order() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("empty.jpg"), "").unwrap();
    let output = run(folder.path(), &["check-portrait", "--json", "empty.jpg"]);
    let line = String::from_utf8(output.stdout).unwrap();
    let keys = [
        "photo", "verdict", "findings", "corners", "side", "fields", "millis", "decode", "locate", "read", "judge",
        "total",
    ];
    let places: Vec<_> = keys.iter().map(|key| line.find(&format!("\"{key}\":")).unwrap()).collect();
    assert!(places.is_sorted(), "{line}");
}

#[test]
fn a_missing_file_is_told_and_the_others_are_judged() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("text.jpg"), "not a picture").unwrap();
    let output = run(folder.path(), &["check-portrait", "--json", "missing.jpg", "text.jpg"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("missing.jpg"));
    assert_eq!(lines(&output).iter().map(kinds).collect::<Vec<_>>(), [["undecodable"], ["undecodable"]]);
}

#[test]
fn bad_usage_is_told_apart() {
    let folder = TempDir::new().unwrap();
    for arguments in [
        &["check-card", "a.jpg"][..],
        &["check-card", "--side", "back", "a.jpg"],
        &["check-card", "--side", "portrait", "--account-number", "123", "a.jpg"],
        &["check-portrait"],
        &["platform", "--listen", "nowhere"],
        &["dance"],
    ] {
        assert_eq!(run(folder.path(), arguments).status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn texts_follow_the_locale_and_the_argument_wins() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("text.jpg"), "not a picture").unwrap();
    for (lang, arguments, expected) in [
        ("zh_CN.UTF-8", &["check-portrait", "text.jpg"][..], "请重拍"),
        ("en_GB.UTF-8", &["check-portrait", "text.jpg"], "take it again"),
        ("en_GB.UTF-8", &["check-portrait", "--lang", "zh", "text.jpg"], "请重拍"),
    ] {
        let output = ruxue(folder.path(), arguments).env("LANG", lang).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains(expected), "{lang} {arguments:?}: {text}");
    }
}

/// A student whose photos lie in a folder, enrolled at a platform that looks at real photos.
async fn enrolled(folder: &Path) -> (Student, TestPlatform) {
    let mut student = Student::new(1);
    student.portrait.setting = Setting::Wall;
    let careful =
        |scene: &Scene| Scene { specimen: scene.specimen.clone(), print: scene.print, ..self::scene(1, scene.asked) };
    fs::write(folder.join("portrait-side.jpg"), careful(&student.portrait_side).draw(&ASSETS).unwrap().jpeg).unwrap();
    fs::write(folder.join("emblem-side.jpg"), careful(&student.emblem_side).draw(&ASSETS).unwrap().jpeg).unwrap();
    fs::write(folder.join("portrait.jpg"), student.portrait.draw(&ASSETS).unwrap().jpeg).unwrap();

    let weights = ruxue_models::weights().unwrap();
    let models = Models::load(|file| fs::read(weights.join(file)), 2).unwrap();
    let platform = TestPlatform::start(PhotoExaminer::new(models)).await.unwrap();
    let number = IdNumber::parse(&student.specimen.id_number).unwrap();
    let face = Portrait { head: 0.33, roll: 0.0, setting: Setting::Studio, ..student.portrait.clone() };
    let person = Person {
        name: student.specimen.name.clone(),
        sex: Sex::parse(student.specimen.sex).unwrap(),
        number: number.clone(),
        face_jpeg: face.draw(&ASSETS).unwrap().jpeg,
    };
    let list = Enrolled {
        name: person.name.clone(),
        number,
        mobile: Some("13900000000".into()),
        email: None,
        password: Some("correct horse".into()),
        student_number: "S2022000001".into(),
        class: "入学资格审查2022级01班".into(),
        enrolment: Enrolment::invented(),
    };
    platform.register().add(person).await.unwrap();
    platform.register().add_student(list).await.unwrap();
    (student, platform)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_goes_from_login_to_outcome_and_leaves_a_page_of_its_own() {
    let folder = TempDir::new().unwrap();
    let (student, platform) = enrolled(folder.path()).await;
    let url = platform.url();
    let review = |password: &str| {
        let photos =
            ["--portrait-side", "portrait-side.jpg", "--emblem-side", "emblem-side.jpg", "--portrait", "portrait.jpg"];
        let rest = ["review", "--json", "--report", "new/report.html", "--platform", &url, "--account", "13900000000"];
        let mut command = ruxue(folder.path(), &rest);
        command.args(photos).args(["--password", password]);
        tokio::task::spawn_blocking(move || command.output().unwrap())
    };

    let refused = review("wrong").await.unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(!String::from_utf8_lossy(&refused.stderr).is_empty());

    let output = review("correct horse").await.unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = lines(&output);
    let [.., outcome] = &lines[..] else { panic!("no lines") };
    assert_eq!((lines.len(), outcome["outcome"]["state"].as_str()), (4, Some("passed")), "{lines:?}");

    let page = fs::read_to_string(folder.path().join("new/report.html")).unwrap();
    assert!(page.contains(&student.specimen.name) && page.contains("审核通过") && page.contains("Passed"));
    assert_eq!(page.matches("data:image/jpeg;base64,").count(), 3);
    assert!(
        !page.contains("http://") && !page.contains("https://") && !page.contains("<script"),
        "it needs nothing else"
    );
    platform.stop().await;
}

#[test]
fn the_platform_prints_where_it_listens_and_whom_it_knows() {
    let folder = TempDir::new().unwrap();
    let mut server = ruxue(folder.path(), &["platform", "--data", "data"]).stdout(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let mut accounts = 0;
    let address = lines.map_while(Result::ok).find_map(|line| {
        accounts += usize::from(line.starts_with("account "));
        line.strip_prefix("http://").map(str::to_owned)
    });
    let reached = TcpStream::connect(address.unwrap());
    server.kill().unwrap();
    server.wait().unwrap();
    assert!(reached.is_ok());
    assert_eq!(accounts, 3);
    assert!(folder.path().join("data").is_dir());
}

//! What a shell may do wrong: an error or a word on the screen, never a crash, never a deadlock.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers fail as tests do

use ruxue_bindings::screens::{Action, FieldValue, Page, Screen, Slot};
use ruxue_bindings::{
    Cancel, Config, FrameCheck, FrameLayout, Guidance, Language, LogLevel, LogSink, Observer, Ruxue, RuxueError,
    ShellError, Vault, VaultFailure, frame_outline, set_log_sink,
};
use ruxue_platform::Secret;
use ruxue_reference_platform::{NotedExaminer, NotedStudent, Policy, TestPlatform};
use ruxue_store::{KeyVault, Vault as _, VaultError};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread;
use std::time::Duration;
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// A keystore that can fail.
struct Keystore {
    inner: KeyVault,
    failure: Mutex<Option<VaultError>>,
}

impl Keystore {
    fn new() -> Arc<Self> {
        Arc::new(Self { inner: KeyVault::new([7; 32]), failure: Mutex::default() })
    }

    fn fail(&self, failure: Option<VaultError>) {
        *self.failure.lock().unwrap() = failure;
    }

    fn check(&self) -> Result<(), VaultFailure> {
        self.failure.lock().unwrap().map_or(Ok(()), |failure| Err(thrown(failure)))
    }
}

fn thrown(error: VaultError) -> VaultFailure {
    let reason = "a test's".to_owned();
    match error {
        VaultError::Unavailable => VaultFailure::Unavailable { reason },
        VaultError::KeyLost => VaultFailure::KeyLost { reason },
    }
}

impl Vault for Keystore {
    fn wrap(&self, name: String, key: Vec<u8>) -> Result<Vec<u8>, VaultFailure> {
        self.check()?;
        self.inner.wrap(&name, &key).map_err(thrown)
    }

    fn unwrap(&self, name: String, wrapped: Vec<u8>) -> Result<Vec<u8>, VaultFailure> {
        self.check()?;
        self.inner.unwrap(&name, &wrapped).map(|key| key.to_vec()).map_err(thrown)
    }

    fn forget(&self, name: String) -> Result<(), VaultFailure> {
        self.check()?;
        self.inner.forget(&name).map_err(thrown)
    }
}

/// An observer that does what a test wants.
struct Eye(Box<dyn Fn(Screen) -> Result<(), ShellError> + Send + Sync>);

impl Observer for Eye {
    fn show(&self, screen: Screen) -> Result<(), ShellError> {
        (self.0)(screen)
    }
}

fn blind() -> Arc<Eye> {
    Arc::new(Eye(Box::new(|_| Ok(()))))
}

/// A platform that knows one student, and the folder of their phone.
struct World {
    runtime: Runtime,
    platform: TestPlatform,
    student: NotedStudent,
    folder: TempDir,
    vault: Arc<Keystore>,
}

impl World {
    fn new() -> Self {
        let runtime = Runtime::new().unwrap();
        let student = NotedStudent::new(1).unwrap();
        let platform = runtime.block_on(async {
            let platform = TestPlatform::start_with(None, NotedExaminer, Policy::for_tests()).await.unwrap();
            platform.enrol(&student).await.unwrap();
            platform
        });
        Self { runtime, platform, student, folder: TempDir::new().unwrap(), vault: Keystore::new() }
    }

    fn config(&self) -> Config {
        Config { address: self.platform.url(), ..config(self.folder.path()) }
    }

    fn open(&self) -> Result<Arc<Ruxue>, RuxueError> {
        self.observed_by(blind())
    }

    fn observed_by(&self, observer: Arc<dyn Observer>) -> Result<Arc<Ruxue>, RuxueError> {
        Ruxue::new(self.config(), Arc::clone(&self.vault) as _, observer)
    }

    fn perform(&self, app: &Ruxue, action: Action) -> Result<Screen, RuxueError> {
        self.runtime.block_on(app.perform(action, None))
    }

    fn log_in(&self, app: &Ruxue) -> Screen {
        let number = self.student.number();
        self.perform(app, log_in(number.as_str(), number.last_six())).unwrap()
    }
}

fn weights() -> &'static Path {
    static WEIGHTS: OnceLock<std::path::PathBuf> = OnceLock::new();
    WEIGHTS.get_or_init(|| ruxue_models::weights().unwrap())
}

fn config(folder: &Path) -> Config {
    Config {
        address: "http://127.0.0.1:9".into(),
        folder: folder.to_string_lossy().into_owned(),
        language: Language::En,
        weights: Some(weights().to_string_lossy().into_owned()),
        roots: vec![],
        pins: vec![],
    }
}

fn log_in(account: &str, password: &str) -> Action {
    let value = |key: &str, text: &str| FieldValue { key: key.into(), text: Secret::new(text.into()) };
    Action::Send { values: vec![value("account", account), value("password", password)] }
}

fn notice(screen: &Screen) -> &str {
    screen.head().notice.as_ref().map_or("", |notice| &notice.text)
}

#[test]
fn what_is_called_after_the_stop_says_so() {
    let world = World::new();
    let app = world.open().unwrap();
    let pending = app.perform(log_in("x", "y"), None);
    app.stop().unwrap();
    app.stop().unwrap();
    let closed = |error: RuxueError| assert!(matches!(error, RuxueError::Closed { .. }), "{error:?}");
    closed(app.dispatch(Action::Refresh).unwrap_err());
    closed(app.screen().map(drop).unwrap_err());
    closed(world.perform(&app, Action::Refresh).map(drop).unwrap_err());
    closed(world.runtime.block_on(app.photo(Slot::Portrait)).unwrap_err());
    closed(world.runtime.block_on(pending).map(drop).unwrap_err());
}

#[test]
fn one_folder_takes_one_instance() {
    let world = World::new();
    let first = world.open().unwrap();
    assert!(matches!(world.open().unwrap_err(), RuxueError::InUse { .. }), "nobody is logged in");
    world.log_in(&first);
    assert!(matches!(world.open().unwrap_err(), RuxueError::InUse { .. }));
    first.stop().unwrap();
    let second = world.open().unwrap();
    assert!(matches!(second.screen().unwrap(), Screen::Home { .. }));
    second.stop().unwrap();
}

#[test]
fn a_bad_configuration_says_what_to_do() {
    let folder = TempDir::new().unwrap();
    let good = config(folder.path());
    let open = |config: Config| Ruxue::new(config, Keystore::new(), blind()).map(drop).unwrap_err();
    let secure = Config { address: "http://college.example".into(), ..good.clone() };
    assert!(matches!(open(secure), RuxueError::Configuration { .. }));
    assert!(matches!(open(Config { pins: vec![vec![1; 31]], ..good.clone() }), RuxueError::Configuration { .. }));
    assert!(matches!(open(Config { roots: vec![vec![1; 9]], ..good.clone() }), RuxueError::Configuration { .. }));
    let nowhere = Config { weights: Some(folder.path().to_string_lossy().into_owned()), ..good.clone() };
    assert!(matches!(open(nowhere), RuxueError::Weights { .. }));
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let no_folder = Config { folder: file.to_string_lossy().into_owned(), ..good.clone() };
    assert!(matches!(open(no_folder.clone()), RuxueError::Storage { .. }));
    match open(Config { language: Language::ZhCn, ..no_folder }) {
        RuxueError::Storage { reason, next_step } => {
            assert_eq!((reason.as_str(), next_step.as_str()), ("手机存储读写失败", "请检查存储空间和权限后再试"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_vault_that_fails_is_told_and_tried_again() {
    let world = World::new();
    let app = world.open().unwrap();
    world.vault.fail(Some(VaultError::Unavailable));
    let screen = world.log_in(&app);
    assert!(matches!(screen, Screen::LogIn { .. }));
    assert_eq!(notice(&screen), "The data on this phone can't be unlocked now");
    world.vault.fail(None);
    assert!(matches!(world.log_in(&app), Screen::Home { .. }));
    app.stop().unwrap();

    world.vault.fail(Some(VaultError::Unavailable));
    assert!(matches!(world.open().unwrap_err(), RuxueError::VaultUnavailable { .. }), "the phone is locked");
    world.vault.fail(Some(VaultError::KeyLost));
    let app = world.open().unwrap();
    assert!(matches!(app.screen().unwrap(), Screen::LogIn { .. }), "logged out, and free to log in anew");
}

#[test]
fn an_observer_may_fail_block_and_call_back() {
    let world = World::new();
    let app: Arc<Mutex<Option<Arc<Ruxue>>>> = Arc::default();
    let (shown, screens) = channel();
    let observer = {
        let app = Arc::clone(&app);
        Arc::new(Eye(Box::new(move |screen: Screen| {
            if let Some(app) = &*app.lock().unwrap() {
                // Closed, once the test has seen enough.
                let _ = app.screen();
                let _ = app.dispatch(Action::Open { page: Page::Register });
                let _ = app.dispatch(Action::Back);
            }
            let _ = shown.send(screen);
            Err(ShellError::Failed { reason: "a test's".into() })
        })))
    };
    *app.lock().unwrap() = Some(world.observed_by(observer).unwrap());
    let opened = Arc::clone(app.lock().unwrap().as_ref().unwrap());
    world.perform(&opened, log_in("1", "2")).unwrap();
    for _ in 0..5 {
        screens.recv_timeout(Duration::from_secs(30)).expect("screens keep coming");
    }
    opened.stop().unwrap();
}

#[test]
fn the_observer_may_stop_the_app() {
    let world = World::new();
    let app: Arc<OnceLock<Arc<Ruxue>>> = Arc::default();
    let (stopped, told): (Sender<()>, _) = channel();
    let observer = {
        let app = Arc::clone(&app);
        Arc::new(Eye(Box::new(move |screen: Screen| {
            if matches!(screen, Screen::Account { .. }) {
                app.wait().stop().unwrap();
                let _ = stopped.send(());
            }
            Ok(())
        })))
    };
    let opened = world.observed_by(observer).unwrap();
    app.set(Arc::clone(&opened)).unwrap_or_else(|_| panic!("set once"));
    opened.dispatch(Action::Open { page: Page::Register }).unwrap();
    told.recv_timeout(Duration::from_secs(30)).unwrap();
    assert!(matches!(opened.screen().map(drop), Err(RuxueError::Closed { .. })));
    world.open().unwrap().stop().unwrap();
}

#[test]
fn the_observer_sees_the_last_screen_however_slow_it_is() {
    let world = World::new();
    let last: Arc<Mutex<Option<Screen>>> = Arc::default();
    let observer = {
        let last = Arc::clone(&last);
        Arc::new(Eye(Box::new(move |screen| {
            thread::sleep(Duration::from_millis(5));
            *last.lock().unwrap() = Some(screen);
            Ok(())
        })))
    };
    let app = world.observed_by(observer).unwrap();
    for _ in 0..500 {
        app.dispatch(Action::Open { page: Page::Register }).unwrap();
        app.dispatch(Action::Back).unwrap();
    }
    app.dispatch(Action::Open { page: Page::ForgottenPassword }).unwrap();
    let wanted = app.screen().unwrap();
    let deadline = std::time::Instant::now() + Duration::from_secs(30);
    while last.lock().unwrap().as_ref() != Some(&wanted) {
        assert!(std::time::Instant::now() < deadline, "the last screen was not shown");
        thread::sleep(Duration::from_millis(5));
    }
    app.stop().unwrap();
}

#[test]
fn ten_thousand_quick_actions_from_many_threads_do_no_harm() {
    let world = World::new();
    let app = world.open().unwrap();
    world.log_in(&app);
    let done = AtomicUsize::new(0);
    thread::scope(|scope| {
        for thread in 0..8 {
            let (app, done) = (&app, &done);
            scope.spawn(move || {
                for round in 0..1_250 {
                    let action = match (thread + round) % 8 {
                        0 => Action::Continue,
                        1 => Action::Back,
                        2 => Action::Open { page: Page::Account },
                        3 => Action::Refresh,
                        4 => Action::Photo { file: vec![0; 100] },
                        5 => Action::Dismiss,
                        6 => Action::Cancel,
                        _ => Action::Open { page: Page::Privacy },
                    };
                    app.dispatch(action).unwrap();
                    app.screen().unwrap();
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    assert_eq!(done.into_inner(), 10_000);
    let quiet = || {
        (0..600).any(|_| {
            thread::sleep(Duration::from_millis(100));
            app.screen().unwrap().head().busy.is_none()
        })
    };
    assert!(quiet(), "something hangs");
    // From wherever that led, home is a few steps back.
    for _ in 0..4 {
        let _ = world.perform(&app, Action::Back);
    }
    assert!(matches!(app.screen().unwrap(), Screen::Home { .. }));
    app.stop().unwrap();
}

#[test]
fn a_cancelled_call_says_so_and_the_app_goes_on() {
    let world = World::new();
    let app = world.open().unwrap();
    let cancel = Cancel::new();
    cancel.cancel();
    assert!(cancel.is_cancelled());
    let number = world.student.number();
    let action = log_in(number.as_str(), number.last_six());
    let error = world.runtime.block_on(app.perform(action, Some(cancel))).map(drop).unwrap_err();
    assert!(matches!(error, RuxueError::Cancelled { .. }), "{error:?}");
    assert!(matches!(world.perform(&app, Action::Submit).map(drop), Err(RuxueError::NotOffered { .. })));
    assert!(matches!(world.log_in(&app), Screen::Home { .. }));
}

const FRAME: FrameLayout = FrameLayout {
    width: 64,
    height: 48,
    rotation: 0,
    y_row_stride: 80,
    uv_row_stride: 80,
    uv_pixel_stride: 2,
    at_millis: 0,
};

#[test]
fn a_frame_is_what_its_layout_says_or_an_error() {
    let (y, uv) = (vec![30; 80 * 48], vec![128; 80 * 24]);
    let check =
        |layout, y: &[u8], u: &[u8], v: &[u8]| FrameCheck::new(Slot::PortraitSide, Language::En).check(layout, y, u, v);
    let seen = check(FRAME, &y, &uv, uv.get(1..).unwrap()).unwrap();
    assert_eq!((seen.guidance, seen.good), (Guidance::Dark, false));
    assert!(check(FRAME, &y, &[], &[]).is_ok(), "luma alone will do");
    for wrong in [
        FrameLayout { width: 0, ..FRAME },
        FrameLayout { width: 63, ..FRAME },
        FrameLayout { height: 50, ..FRAME },
        FrameLayout { rotation: 45, ..FRAME },
        FrameLayout { y_row_stride: 63, ..FRAME },
        FrameLayout { y_row_stride: u32::MAX, ..FRAME },
        FrameLayout { uv_pixel_stride: 3, ..FRAME },
        FrameLayout { uv_row_stride: u32::MAX, ..FRAME },
        FrameLayout { width: u32::MAX, height: u32::MAX, ..FRAME },
    ] {
        let error = check(wrong, &y, &uv, &uv).unwrap_err();
        assert!(matches!(&error, RuxueError::Frame { reason, .. } if !reason.is_empty()), "{wrong:?}: {error:?}");
    }
    assert!(matches!(check(FRAME, &[], &uv, &uv), Err(RuxueError::Frame { .. })));
}

#[test]
fn the_outline_to_draw_is_a_card_and_lies_inside() {
    let outline = frame_outline(Slot::EmblemSide, 1080.0, 1920.0);
    assert!((outline.width / outline.height - 85.6 / 53.98).abs() < 0.01);
    assert!(outline.x > 0.0 && outline.x + outline.width < 1080.0);
}

/// Keeps every line.
#[derive(Default)]
struct Lines(Mutex<Vec<String>>, AtomicBool);

impl LogSink for Lines {
    fn log(&self, level: LogLevel, text: String) -> Result<(), ShellError> {
        self.0.lock().unwrap().push(format!("{level:?} {text}"));
        if self.1.load(Ordering::Relaxed) { Err(ShellError::Failed { reason: "a test's".into() }) } else { Ok(()) }
    }
}

#[test]
fn the_log_names_steps_and_nobody() {
    let lines = Arc::new(Lines::default());
    set_log_sink(Some(Arc::clone(&lines) as _), LogLevel::Debug).unwrap();
    let world = World::new();
    let app = world.open().unwrap();
    let number = world.student.number();
    world.perform(&app, log_in(number.as_str(), "wrong-password")).unwrap();
    lines.1.store(true, Ordering::Relaxed);
    world.log_in(&app);
    world.perform(&app, Action::Continue).unwrap();
    world.perform(&app, Action::Photo { file: world.student.side(ruxue_rules::Side::Portrait) }).unwrap();
    app.stop().unwrap();
    set_log_sink(None, LogLevel::Error).unwrap();
    let lines = lines.0.lock().unwrap();
    assert!(lines.iter().any(|line| line.contains("wrong account or password")), "{lines:?}");
    let student = world.student.student();
    for secret in [number.as_str(), number.last_six(), "wrong-password", &student.name, &student.student_number] {
        assert!(!lines.iter().any(|line| line.contains(secret)), "{secret} is in the log");
    }
}

//! What shells show and send: the core's own types, declared once more for UniFFI.
//!
//! The code that UniFFI makes of a declaration takes the core's value apart field by field and matches every case, so that a
//! field or case that the core gains or loses does not compile here until it stands here too.

pub use ruxue::view::{
    AccountView, Action, AdviceView, ButtonLook, ButtonView, CameraTrouble, CaptureView, CardReviewView, ChancesView,
    ConfirmView, ConsentView, ExampleKind, ExampleView, FieldKind, FieldValue, FieldView, FindingView, FormView,
    HeadView, HomeView, JudgedView, LogInView, NoticeView, OutcomeState, OutcomeView, Page, PhotoVerdict,
    PortraitReviewView, RevealView, RowView, Screen, SectionView, SideView, Slot, Spot, StepState, StepView,
    StudentView, SubmittingTask, SubmittingView, Tone, TroubleView,
};
use ruxue_platform::BindingKind;
use ruxue_platform::Secret;
use ruxue_rules::ConsentKind;

// A password or whatever else was typed: wiped from memory when dropped on the core's side.
uniffi::custom_type!(Secret, String, {
    remote,
    lower: |secret| secret.reveal().to_owned(),
    try_lift: |text| Ok(Secret::new(text)),
});

/// What is agreed to.
#[uniffi::remote(Enum)]
pub enum ConsentKind {
    /// Processing of the ID card.
    Card,
    /// Processing of the face.
    Face,
}

/// What can be bound to an account.
#[uniffi::remote(Enum)]
pub enum BindingKind {
    /// A mobile number.
    Mobile,
    /// An e-mail address.
    Email,
    /// A WeChat account.
    WeChat,
}

/// What the student does, as the shell tells it. A `ButtonView` carries the action to send when it is pressed;
/// what only a shell can begin has no button: `Action::Refresh`, `Action::Photo`, `Action::Back`.
#[uniffi::remote(Enum)]
pub enum Action {
    /// Makes sure of everything with the platform: when the app comes to the foreground, on pulling to refresh.
    Refresh,
    /// One screen back: the back gesture and the arrow in the head.
    Back,
    /// Goes on with the next thing to be done.
    Continue,
    /// Opens a page.
    Open {
        /// Which.
        page: Page,
    },
    /// Opens the camera for this photo.
    Take {
        /// What to take.
        slot: Slot,
    },
    /// A photo for the capture screen that is shown, as the camera or the picker gave it.
    Photo {
        /// The file, usually JPEG.
        file: Vec<u8>,
    },
    /// Uses the photo just refused all the same: the same was found in photo after photo.
    Overrule,
    /// Sends the form that is shown.
    Send {
        /// What the student filled in.
        values: Vec<FieldValue>,
    },
    /// Has a one-time code sent for the form that is shown.
    RequestCode {
        /// The form as filled in so far.
        values: Vec<FieldValue>,
    },
    /// Agrees to the text that is shown.
    Agree,
    /// Takes a consent back.
    Revoke {
        /// Which.
        kind: ConsentKind,
    },
    /// Submits the portrait: may spend a chance.
    Submit,
    /// Stops what is under way.
    Cancel,
    /// Starts again (重新审核).
    StartAgain,
    /// Hands the last result to the school.
    HandOver,
    /// Takes a binding away.
    Unbind {
        /// Which.
        kind: BindingKind,
    },
    /// Logs out and wipes what is stored on the phone.
    LogOut,
    /// Ends every session of the student, here and elsewhere.
    LogOutEverywhere,
    /// Erases all that platform and phone hold of the student.
    Erase,
    /// The notice was read.
    Dismiss,
}

/// One field as the student filled it in.
#[uniffi::remote(Record)]
pub struct FieldValue {
    /// The `FieldView`'s key.
    pub key: String,
    /// What was typed: personal, perhaps a password.
    pub text: Secret,
}

/// A photo of the review.
#[uniffi::remote(Enum)]
pub enum Slot {
    /// The card's portrait side (人像面).
    PortraitSide,
    /// The card's emblem side (国徽面).
    EmblemSide,
    /// The half-length portrait.
    Portrait,
}

/// A page beside the review's own screens.
#[uniffi::remote(Enum)]
pub enum Page {
    /// 注册: nobody is logged in.
    Register,
    /// 忘记密码: nobody is logged in.
    ForgottenPassword,
    /// 账号中心.
    Account,
    /// 个人信息.
    Profile,
    /// 收货地址.
    PostalAddress,
    /// 账号绑定.
    Bindings,
    /// Binds a contact.
    Bind {
        /// Which.
        kind: BindingKind,
    },
    /// 修改密码.
    Password,
    /// 我的学籍.
    Enrolment,
    /// 审核记录.
    Attempts,
    /// 隐私: consents, sessions, erasing.
    Privacy,
}

/// What every screen has at its top.
#[uniffi::remote(Record)]
pub struct HeadView {
    /// The screen's title.
    pub title: String,
    /// One screen back; none where there is none.
    pub back: Option<ButtonView>,
    /// Something to tell, until it is dismissed or the next action.
    pub notice: Option<NoticeView>,
    /// What is under way, in words: meanwhile most buttons are off.
    pub busy: Option<String>,
}

/// Something to tell.
#[uniffi::remote(Record)]
pub struct NoticeView {
    /// How much it matters.
    pub tone: Tone,
    /// What happened.
    pub text: String,
    /// What to do next; empty where nothing is.
    pub next: String,
}

/// How much a notice matters.
#[uniffi::remote(Enum)]
pub enum Tone {
    /// It went well.
    Good,
    /// To be known.
    Plain,
    /// It failed; nothing is lost.
    Bad,
}

/// A button, a link or a menu's entry.
#[uniffi::remote(Record)]
pub struct ButtonView {
    /// Its name, the same in every language, unlike any other's on the screen: for tests and accessibility identifiers.
    pub id: String,
    /// What stands on it.
    pub text: String,
    /// How it looks.
    pub look: ButtonLook,
    /// Whether it can be pressed now.
    pub enabled: bool,
    /// What to ask before it acts; none where it acts at once.
    pub confirm: Option<ConfirmView>,
    /// What to send when it is pressed. A form's buttons carry no values: send the form's own with the same action.
    pub action: Action,
}

/// How a button looks.
#[uniffi::remote(Enum)]
pub enum ButtonLook {
    /// The one thing to do here.
    Primary,
    /// Something else that can be done.
    Secondary,
    /// Goes somewhere.
    Link,
    /// Can't be taken back.
    Danger,
}

/// A question before a button acts.
#[uniffi::remote(Record)]
pub struct ConfirmView {
    /// The question.
    pub title: String,
    /// What follows from it.
    pub text: String,
    /// What stands on the button that acts.
    pub yes: String,
    /// What stands on the button that does not.
    pub no: String,
}

/// Fields to fill in, and the button that sends them.
#[uniffi::remote(Record)]
pub struct FormView {
    /// In their order.
    pub fields: Vec<FieldView>,
    /// Has a one-time code sent (`Action::RequestCode`); none where the form needs none.
    pub code: Option<ButtonView>,
    /// Sends the form (`Action::Send`).
    pub send: ButtonView,
}

/// A field to fill in.
#[uniffi::remote(Record)]
pub struct FieldView {
    /// Its name, the same in every language.
    pub key: String,
    /// Its label.
    pub label: String,
    /// What stands in it at first; what the student typed since is the shell's to keep. Empty for secrets.
    pub value: String,
    /// An example or a rule, to show while it is empty; may be empty.
    pub hint: String,
    /// What is wrong with it and what to do; none where nothing is.
    pub problem: Option<String>,
    /// What it takes: for the keyboard and for filling in by the phone.
    pub kind: FieldKind,
    /// What can be chosen; empty where anything can be typed.
    pub choices: Vec<String>,
    /// Where what is typed is hidden: what shows it and hides it again; none where nothing is.
    pub reveal: Option<RevealView>,
}

/// A switch that shows a hidden text, by the name it has in either state.
#[uniffi::remote(Record)]
pub struct RevealView {
    /// While the text is hidden.
    pub show: String,
    /// While it is shown.
    pub hide: String,
}

/// What a field takes.
#[uniffi::remote(Enum)]
pub enum FieldKind {
    /// ID number, mobile number or e-mail address of who logs in.
    Account,
    /// A password that is known.
    Password,
    /// A password being chosen.
    NewPassword,
    /// A one-time code.
    Code,
    /// A person's name.
    Name,
    /// An ID number.
    IdNumber,
    /// A mobile number.
    Mobile,
    /// An e-mail address.
    Email,
    /// A line of text.
    Text,
    /// Some lines of text.
    LongText,
    /// A day, `YYYY-MM-DD`; where there are choices, one of them instead.
    Date,
    /// One of the choices.
    Choice,
}

/// A camera's screen: a photo is taken, or picked where the camera can't be used. Answer with `Action::Photo`.
#[uniffi::remote(Record)]
pub struct CaptureView {
    /// Title, notice, what is under way.
    pub head: HeadView,
    /// What to take.
    pub slot: Slot,
    /// What to take, in a sentence.
    pub heading: String,
    /// What makes a good photo, the most important first.
    pub hints: Vec<String>,
    /// What stands above them and the examples: a page of its own, before the camera is opened.
    pub requirements: String,
    /// What stands on its button that opens the camera.
    pub start: String,
    /// The same after a refused photo.
    pub again: String,
    /// What stands on the shutter.
    pub shutter: String,
    /// What stands on the button that picks a photo instead.
    pub pick: String,
    /// What stands on the switch of the lamp.
    pub lamp: String,
    /// Milliseconds after which the shutter is there to be pressed, if the automatic one took nothing. Where no live frames are
    /// looked at, or the screen is read out, it is there at once.
    pub manual_after_millis: u32,
    /// What photos pass and what don't, to be drawn.
    pub examples: Vec<ExampleView>,
    /// What to show where the camera can't be used, one for each trouble.
    pub troubles: Vec<TroubleView>,
    /// The photo just taken, if it was refused.
    pub refused: Option<JudgedView>,
    /// Uses the refused photo all the same; only where the same was found in photo after photo.
    pub overrule: Option<ButtonView>,
}

/// A photo to be drawn, and its name.
#[uniffi::remote(Record)]
pub struct ExampleView {
    /// What it shows.
    pub kind: ExampleKind,
    /// That in words.
    pub text: String,
}

/// What an example shows.
#[uniffi::remote(Enum)]
pub enum ExampleKind {
    /// As it should be.
    Good,
    /// A part of the card's border is outside.
    BorderMissing,
    /// Out of focus or shaken.
    Blurred,
    /// A lamp shines in the card.
    Glare,
    /// The head fills the picture.
    TooNear,
    /// The head is cut by the picture's edge.
    Cut,
    /// A mask covers the face.
    Mask,
}

/// What to show while the camera can't be used. A photo can be picked all the same.
#[uniffi::remote(Record)]
pub struct TroubleView {
    /// What is the matter.
    pub trouble: CameraTrouble,
    /// That in words, and what to do.
    pub text: String,
    /// What stands on the button that mends it; none where nothing can.
    pub button: Option<String>,
}

/// Why a camera can't be used.
#[uniffi::remote(Enum)]
pub enum CameraTrouble {
    /// The student did not allow it; may be asked again.
    NotAllowed,
    /// The student or whoever manages the phone forbade it: the settings can be opened.
    Blocked,
    /// Another app has it.
    InUse,
    /// There is no rear camera.
    Missing,
    /// It stopped or failed.
    Lost,
    /// The system took it for a while: a call, a split screen, heat.
    Interrupted,
}

/// A photo as judged.
#[uniffi::remote(Record)]
pub struct JudgedView {
    /// Whether it may be used.
    pub verdict: PhotoVerdict,
    /// That in words.
    pub text: String,
    /// What was found, the one to mend first in front.
    pub findings: Vec<FindingView>,
    /// The card's corners where it was found, as fractions of the photo: top-left, top-right, bottom-right, bottom-left of the card.
    pub corners: Vec<Spot>,
}

/// What judging a photo came to.
#[uniffi::remote(Enum)]
pub enum PhotoVerdict {
    /// Good.
    Pass,
    /// May be used; the platform might dislike it.
    Advise,
    /// Not kept: take another.
    Refuse,
}

/// One thing found in a photo.
#[uniffi::remote(Record)]
pub struct FindingView {
    /// Its contract name, such as `glare`.
    pub kind: String,
    /// Whether it refuses the photo.
    pub refuses: bool,
    /// What is wrong.
    pub wrong: String,
    /// What to do.
    pub mend: String,
    /// Where, as fractions of the photo; empty for the whole of it.
    pub region: Vec<Spot>,
}

/// A place in an upright photo, as fractions of its width and height from the top left; may lie outside.
#[uniffi::remote(Record)]
pub struct Spot {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
}

/// What the student sees. A shell draws it as it is: every text, order, number and enabled state stands in it.
///
/// `Debug` hides what it shows: it is personal.
#[uniffi::remote(Enum)]
pub enum Screen {
    /// Nobody is logged in, or the session has expired.
    LogIn {
        /// What it shows.
        view: LogInView,
    },
    /// The review at a glance.
    Home {
        /// What it shows.
        view: HomeView,
    },
    /// The camera on a side of the card.
    CardCapture {
        /// What it shows.
        view: CaptureView,
    },
    /// Both sides as taken, and what was read of them to check and confirm.
    CardReview {
        /// What it shows.
        view: CardReviewView,
    },
    /// A text to agree to.
    Consent {
        /// What it shows.
        view: ConsentView,
    },
    /// The camera on the student.
    PortraitCapture {
        /// What it shows.
        view: CaptureView,
    },
    /// The portrait as taken: submit it or take another.
    PortraitReview {
        /// What it shows.
        view: PortraitReviewView,
    },
    /// Something is on its way to the platform, or its outcome is waited for.
    Submitting {
        /// What it shows.
        view: SubmittingView,
    },
    /// What came of the last attempt.
    Outcome {
        /// What it shows.
        view: OutcomeView,
    },
    /// A page of the account.
    Account {
        /// What it shows.
        view: AccountView,
    },
}

/// The log-in.
#[uniffi::remote(Record)]
pub struct LogInView {
    /// Title, notice, what is under way.
    pub head: HeadView,
    /// What this app is for, in a sentence.
    pub intro: String,
    /// Account and password.
    pub form: FormView,
    /// Other ways: registration, forgotten password.
    pub links: Vec<ButtonView>,
}

/// The review at a glance.
#[uniffi::remote(Record)]
pub struct HomeView {
    /// Title, notice, what is under way.
    pub head: HeadView,
    /// Who is logged in; none before the platform has told.
    pub student: Option<StudentView>,
    /// The chances left.
    pub chances: ChancesView,
    /// The steps in their order: the card, the portrait.
    pub steps: Vec<StepView>,
    /// The next thing to be done; where nothing is, to the outcome.
    pub next: ButtonView,
    /// Account pages.
    pub links: Vec<ButtonView>,
}

/// The header of the student's pages.
#[uniffi::remote(Record)]
pub struct StudentView {
    /// Student number, `S…`.
    pub number: String,
    /// Class.
    pub class: String,
    /// Name with all characters but the last masked.
    pub name: String,
}

/// The chances left.
#[uniffi::remote(Record)]
pub struct ChancesView {
    /// How many are left.
    pub left: u8,
    /// How many there are in all.
    pub all: u8,
    /// That in words.
    pub text: String,
}

/// A step of the review.
#[uniffi::remote(Record)]
pub struct StepView {
    /// What it is.
    pub title: String,
    /// How far it is.
    pub state: StepState,
    /// That in words.
    pub state_text: String,
    /// What it asks of the student.
    pub detail: String,
    /// Its photos, to look at or to take again.
    pub buttons: Vec<ButtonView>,
}

/// How far a step is.
#[uniffi::remote(Enum)]
pub enum StepState {
    /// Comes later.
    Later,
    /// Is to be done now.
    Now,
    /// Is done.
    Done,
    /// Is on its way, or waited for.
    UnderWay,
    /// Failed.
    Failed,
}

/// The card as taken, and its fields.
#[uniffi::remote(Record)]
pub struct CardReviewView {
    /// Title, notice, what is under way.
    pub head: HeadView,
    /// Both sides.
    pub sides: Vec<SideView>,
    /// The fields to check, as read or as last confirmed, and the button that confirms them.
    pub form: FormView,
}

/// A side of the card as taken.
#[uniffi::remote(Record)]
pub struct SideView {
    /// Which photo.
    pub slot: Slot,
    /// Its name.
    pub title: String,
    /// What judging it said.
    pub judged: JudgedView,
    /// Takes it again.
    pub retake: ButtonView,
}

/// A text to agree to.
#[uniffi::remote(Record)]
pub struct ConsentView {
    /// Title, notice, what is under way.
    pub head: HeadView,
    /// To what.
    pub kind: ConsentKind,
    /// The text.
    pub text: String,
    /// Agrees.
    pub agree: ButtonView,
    /// Does not, for now.
    pub decline: ButtonView,
}

/// The portrait as taken.
#[uniffi::remote(Record)]
pub struct PortraitReviewView {
    /// Title, notice, what is under way.
    pub head: HeadView,
    /// What judging it said.
    pub judged: JudgedView,
    /// The chances left, and what submitting may spend.
    pub chances: ChancesView,
    /// Submits it.
    pub submit: ButtonView,
    /// Takes it again.
    pub retake: ButtonView,
}

/// Something is on its way.
#[uniffi::remote(Record)]
pub struct SubmittingView {
    /// Title, notice, what is under way.
    pub head: HeadView,
    /// What is on its way, or waited for.
    pub task: SubmittingTask,
    /// That in words.
    pub text: String,
    /// What the student should know meanwhile.
    pub detail: String,
    /// How much of the photo arrived, 0 to 1; none where that is not known.
    pub progress: Option<f32>,
    /// Stops it, or makes sure of it after a failure, or goes home.
    pub buttons: Vec<ButtonView>,
}

/// What is on its way.
#[uniffi::remote(Enum)]
pub enum SubmittingTask {
    /// The card.
    Card,
    /// The portrait.
    Portrait,
    /// The portrait was sent, whether it arrived is being found out.
    MakingSure,
    /// The outcome is waited for.
    Waiting,
}

/// What came of an attempt.
#[uniffi::remote(Record)]
pub struct OutcomeView {
    /// Title, notice, what is under way.
    pub head: HeadView,
    /// How it ended.
    pub state: OutcomeState,
    /// That in words.
    pub heading: String,
    /// What it means for the student.
    pub detail: String,
    /// How alike the faces are, in words with the number; none where no faces were compared.
    pub score: Option<String>,
    /// Why, and what to do, the first to mend in front.
    pub reasons: Vec<AdviceView>,
    /// The chances left.
    pub chances: ChancesView,
    /// Starts again, hands over.
    pub buttons: Vec<ButtonView>,
}

/// How an attempt ended.
#[uniffi::remote(Enum)]
pub enum OutcomeState {
    /// Passed.
    Passed,
    /// Failed; another attempt may follow.
    Failed,
    /// Failed, and no chance is left.
    NoChances,
    /// Handed to the school.
    HandedOver,
}

/// What is wrong, and what to do.
#[uniffi::remote(Record)]
pub struct AdviceView {
    /// What is wrong.
    pub wrong: String,
    /// What to do; empty where nothing can be done any more.
    pub mend: String,
}

/// A page of the account.
#[uniffi::remote(Record)]
pub struct AccountView {
    /// Title, notice, what is under way.
    pub head: HeadView,
    /// Which page.
    pub page: Page,
    /// What it tells, in groups.
    pub sections: Vec<SectionView>,
    /// What can be filled in.
    pub form: Option<FormView>,
    /// What can be done.
    pub buttons: Vec<ButtonView>,
}

/// Rows that belong together.
#[uniffi::remote(Record)]
pub struct SectionView {
    /// Its title; empty where it needs none.
    pub title: String,
    /// Its rows.
    pub rows: Vec<RowView>,
}

/// A row of a page.
#[uniffi::remote(Record)]
pub struct RowView {
    /// What it is.
    pub label: String,
    /// What it says: one text or several lines.
    pub value: String,
    /// What can be done about it.
    pub button: Option<ButtonView>,
}

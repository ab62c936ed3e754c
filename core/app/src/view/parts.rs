//! What screens are made of.

use super::{Action, Slot};
use serde::Serialize;

/// What every screen has at its top.
#[derive(Clone, PartialEq, Serialize)]
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
#[derive(Clone, PartialEq, Serialize)]
pub struct NoticeView {
    /// How much it matters.
    pub tone: Tone,
    /// What happened.
    pub text: String,
    /// What to do next; empty where nothing is.
    pub next: String,
}

/// How much a notice matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// It went well.
    Good,
    /// To be known.
    Plain,
    /// It failed; nothing is lost.
    Bad,
}

/// A button, a link or a menu's entry.
#[derive(Clone, PartialEq, Serialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Clone, PartialEq, Serialize)]
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
#[derive(Clone, PartialEq, Serialize)]
pub struct FormView {
    /// In their order.
    pub fields: Vec<FieldView>,
    /// Has a one-time code sent ([`Action::RequestCode`]); none where the form needs none.
    pub code: Option<ButtonView>,
    /// Sends the form ([`Action::Send`]).
    pub send: ButtonView,
}

/// A field to fill in.
#[derive(Clone, PartialEq, Serialize)]
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
#[derive(Clone, PartialEq, Serialize)]
pub struct RevealView {
    /// While the text is hidden.
    pub show: String,
    /// While it is shown.
    pub hide: String,
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
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

/// A camera's screen: a photo is taken, or picked where the camera can't be used. Answer with [`Action::Photo`].
#[derive(Clone, PartialEq, Serialize)]
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
#[derive(Clone, PartialEq, Serialize)]
pub struct ExampleView {
    /// What it shows.
    pub kind: ExampleKind,
    /// That in words.
    pub text: String,
}

/// What an example shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Clone, PartialEq, Serialize)]
pub struct TroubleView {
    /// What is the matter.
    pub trouble: CameraTrouble,
    /// That in words, and what to do.
    pub text: String,
    /// What stands on the button that mends it; none where nothing can.
    pub button: Option<String>,
}

/// Why a camera can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
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

impl CameraTrouble {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::NotAllowed, Self::Blocked, Self::InUse, Self::Missing, Self::Lost, Self::Interrupted];
}

/// A photo as judged.
#[derive(Clone, PartialEq, Serialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoVerdict {
    /// Good.
    Pass,
    /// May be used; the platform might dislike it.
    Advise,
    /// Not kept: take another.
    Refuse,
}

/// One thing found in a photo.
#[derive(Clone, PartialEq, Serialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Spot {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
}

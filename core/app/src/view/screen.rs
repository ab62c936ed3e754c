use super::{ButtonView, CaptureView, FormView, HeadView, JudgedView, Page, Slot};
use ruxue_rules::ConsentKind;
use serde::Serialize;

/// What the student sees. A shell draws it as it is: every text, order, number and enabled state stands in it.
///
/// `Debug` hides what it shows: it is personal.
#[derive(Clone, PartialEq, Serialize)]
#[serde(tag = "screen", rename_all = "snake_case")]
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
#[derive(Clone, PartialEq, Serialize)]
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
#[derive(Clone, PartialEq, Serialize)]
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
#[derive(Clone, PartialEq, Serialize)]
pub struct StudentView {
    /// Student number, `S…`.
    pub number: String,
    /// Class.
    pub class: String,
    /// Name with all characters but the last masked.
    pub name: String,
}

/// The chances left.
#[derive(Clone, PartialEq, Serialize)]
pub struct ChancesView {
    /// How many are left.
    pub left: u8,
    /// How many there are in all.
    pub all: u8,
    /// That in words.
    pub text: String,
}

/// A step of the review.
#[derive(Clone, PartialEq, Serialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Clone, PartialEq, Serialize)]
pub struct CardReviewView {
    /// Title, notice, what is under way.
    pub head: HeadView,
    /// Both sides.
    pub sides: Vec<SideView>,
    /// The fields to check, as read or as last confirmed, and the button that confirms them.
    pub form: FormView,
}

/// A side of the card as taken.
#[derive(Clone, PartialEq, Serialize)]
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
#[derive(Clone, PartialEq, Serialize)]
pub struct ConsentView {
    /// Title, notice, what is under way.
    pub head: HeadView,
    /// To what.
    #[serde(rename = "consent")]
    pub kind: ConsentKind,
    /// The text.
    pub text: String,
    /// Agrees.
    pub agree: ButtonView,
    /// Does not, for now.
    pub decline: ButtonView,
}

/// The portrait as taken.
#[derive(Clone, PartialEq, Serialize)]
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
#[derive(Clone, PartialEq, Serialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Clone, PartialEq, Serialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Clone, PartialEq, Serialize)]
pub struct AdviceView {
    /// What is wrong.
    pub wrong: String,
    /// What to do; empty where nothing can be done any more.
    pub mend: String,
}

/// A page of the account.
#[derive(Clone, PartialEq, Serialize)]
pub struct AccountView {
    /// Title, notice, what is under way.
    pub head: HeadView,
    /// Which page.
    #[serde(flatten)]
    pub page: Page,
    /// What it tells, in groups.
    pub sections: Vec<SectionView>,
    /// What can be filled in.
    pub form: Option<FormView>,
    /// What can be done.
    pub buttons: Vec<ButtonView>,
}

/// Rows that belong together.
#[derive(Clone, PartialEq, Serialize)]
pub struct SectionView {
    /// Its title; empty where it needs none.
    pub title: String,
    /// Its rows.
    pub rows: Vec<RowView>,
}

/// A row of a page.
#[derive(Clone, PartialEq, Serialize)]
pub struct RowView {
    /// What it is.
    pub label: String,
    /// What it says: one text or several lines.
    pub value: String,
    /// What can be done about it.
    pub button: Option<ButtonView>,
}

impl std::fmt::Debug for Screen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::LogIn { .. } => "LogIn",
            Self::Home { .. } => "Home",
            Self::CardCapture { .. } => "CardCapture",
            Self::CardReview { .. } => "CardReview",
            Self::Consent { .. } => "Consent",
            Self::PortraitCapture { .. } => "PortraitCapture",
            Self::PortraitReview { .. } => "PortraitReview",
            Self::Submitting { .. } => "Submitting",
            Self::Outcome { .. } => "Outcome",
            Self::Account { .. } => "Account",
        })
    }
}

//! What a shell shows and sends: [`Screen`] and [`Action`], and the [`Desk`] between them and the app.
//!
//! The state behind it is pure: an action or the result of some work in, a screen and more work out.

mod act;
mod action;
mod desk;
mod finish;
mod form;
mod offers;
mod parts;
mod render;
mod run;
mod screen;
mod state;
mod work;

pub use act::NotOffered;
pub use action::{Action, FieldValue, Page};
pub use desk::{Desk, Pending, Screens, Undone};
pub use parts::{
    ButtonLook, ButtonView, CameraTrouble, CaptureView, ConfirmView, ExampleKind, ExampleView, FieldKind, FieldView,
    FindingView, FormView, HeadView, JudgedView, NoticeView, PhotoVerdict, RevealView, Spot, Tone, TroubleView,
};
pub use ruxue_rules::Slot;
pub use screen::{
    AccountView, AdviceView, CardReviewView, ChancesView, ConsentView, HomeView, LogInView, OutcomeState, OutcomeView,
    PortraitReviewView, RowView, Screen, SectionView, SideView, StepState, StepView, StudentView, SubmittingTask,
    SubmittingView,
};

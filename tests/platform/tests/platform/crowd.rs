//! Many at once, and without a network.

use crate::quiet::Quiet;
use crate::support::{Ask, Caller};
use ruxue_reference_platform::{
    ExaminationFailed, Examiner, Hashing, Judgement, NotedExaminer, NotedStudent, Policy, Portrait, SideFields,
    TestPlatform, Unusable,
};
use ruxue_rules::Side;
use tokio::task::JoinSet;

/// As many as there are invented students.
const STUDENTS: u16 = 1000;

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_students_pass_at_once() {
    let data = tempfile::tempdir().unwrap();
    let policy = Policy { hashing: Hashing::Cheap, ..Policy::default() };
    let platform = TestPlatform::start_with(Some(data.path()), NotedExaminer, policy).await.unwrap();
    let first = Caller::on(platform).await;
    let mut reviews = JoinSet::new();
    for sequence in (0..STUDENTS).filter(|sequence| *sequence != 1) {
        let student = NotedStudent::new(sequence).unwrap();
        first.platform.enrol(&student).await.unwrap();
        let caller = Caller { checks: false, ..first.become_student(student) };
        reviews.spawn(async move {
            caller.prepare().await;
            assert_eq!(caller.review(caller.student.portrait()).await["outcome"]["state"], "passed");
        });
    }
    while let Some(review) = reviews.join_next().await {
        review.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn a_review_is_carried_through_without_a_network() {
    let quiet = Quiet::prepared(NotedExaminer, Policy::for_tests()).await;
    assert_eq!(quiet.platform.judge_waiting().await.unwrap(), 0);
    let location = quiet.send(quiet.submission()).await.header("location").to_owned();
    assert_eq!(quiet.send(Ask::get(&location)).await.json["outcome"]["state"], "pending");
    assert_eq!(quiet.platform.judge_waiting().await.unwrap(), 1);
    assert_eq!(quiet.send(Ask::get(&location)).await.json["outcome"]["state"], "passed");
}

/// Can't judge the portraits that pass.
struct HalfUnable;

impl Examiner for HalfUnable {
    fn read_card(&self, side: Side, jpeg: &[u8]) -> Result<SideFields, Unusable> {
        NotedExaminer.read_card(side, jpeg)
    }

    fn check_portrait(&self, jpeg: &[u8]) -> Result<(), Unusable> {
        NotedExaminer.check_portrait(jpeg)
    }

    fn judge(&self, portrait: &Portrait) -> Result<Judgement, ExaminationFailed> {
        match NotedExaminer.judge(portrait)? {
            Judgement::Passed { .. } => Err(ExaminationFailed),
            failed => Ok(failed),
        }
    }
}

#[tokio::test]
async fn an_attempt_that_cannot_be_judged_holds_no_other_up() {
    let mut quiet = Quiet::prepared(HalfUnable, Policy::for_tests()).await;
    assert_eq!(quiet.send(quiet.submission()).await.status, 202);
    quiet.enter(NotedStudent::new(2).unwrap(), |student| student.portrait_of_another(1)).await;
    let location = quiet.send(quiet.submission()).await.header("location").to_owned();
    assert!(quiet.platform.judge_waiting().await.is_err());
    assert_eq!(quiet.send(Ask::get(&location)).await.json["outcome"]["state"], "failed");
}

#[tokio::test]
async fn a_submission_given_up_at_any_moment_makes_one_attempt_or_none() {
    let policy = Policy { hashing: Hashing::Cheap, ..Policy::default() };
    for moment in 0..40 {
        let quiet = Quiet::prepared(NotedExaminer, policy).await;
        tokio::select! {
            biased;
            _ = quiet.send(quiet.submission()) => {}
            () = pass(moment) => {}
        }
        let history = quiet.send(Ask::get("/v1/attempts")).await.json;
        let made = history["attempts"].as_array().unwrap().len();
        let upload = quiet.send(Ask::get(&format!("/v1/uploads/{}", quiet.upload))).await.json;
        assert_eq!(upload["received"], upload["length"], "the photo is not lost");
        assert_eq!(quiet.send(quiet.submission()).await.status, 202);
        assert_eq!(quiet.platform.judge_waiting().await.unwrap(), 1, "{made} were made before");
    }
}

/// Lets others go first so many times.
async fn pass(moments: usize) {
    for _ in 0..moments {
        tokio::task::yield_now().await;
    }
}

use crate::support::{Ask, Caller};
use ruxue_reference_platform::NotedStudent;
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn number_mobile_and_email_log_into_the_same_account() {
    let caller = Caller::start().await;
    let student = caller.student.student();
    let (mobile, email) = (student.mobile.unwrap(), student.email.unwrap());
    for account in [caller.student.number().as_str(), &mobile, &email, &format!(" +86 {mobile}"), &email.to_uppercase()]
    {
        let reply = caller.try_log_in(account, caller.student.number().last_six()).await;
        assert_eq!(reply.status, 200, "{account}");
    }
}

#[tokio::test]
async fn the_header_masks_the_name() {
    let caller = Caller::start().await;
    caller.log_in().await;
    let header = caller.get("/v1/student").await;
    assert_eq!(
        header,
        json!({
            "student_number": "S2022001", "class": "入学资格审查2022级01班", "masked_name": "*样",
            "chances_left": 3, "card": "missing", "weak_password": true
        })
    );
}

#[tokio::test]
async fn the_fifth_wrong_password_locks_the_account_for_a_while() {
    let caller = Caller::start().await;
    let number = caller.student.number();
    for left in [4, 3, 2, 1] {
        let reply = caller.try_log_in(number.as_str(), "wrong").await;
        assert_eq!((reply.code(), reply.json["tries_left"].as_u64()), ("wrong_password", Some(left)));
    }
    assert_eq!(caller.try_log_in(number.as_str(), "wrong").await.code(), "locked");
    let email = caller.student.student().email.unwrap();
    let reply = caller.try_log_in(&email, number.last_six()).await;
    assert_eq!(reply.code(), "locked", "whichever account is used, even with the right password");
    let wait = reply.header("retry-after").parse().unwrap();
    caller.platform.let_pass(Duration::from_secs(wait));
    assert_eq!(caller.try_log_in(number.as_str(), number.last_six()).await.status, 200);
}

#[tokio::test]
async fn the_right_password_clears_the_wrong_ones() {
    let caller = Caller::start().await;
    let number = caller.student.number();
    for _ in 0..3 {
        for _ in 0..4 {
            assert_eq!(caller.try_log_in(number.as_str(), "wrong").await.code(), "wrong_password");
        }
        assert_eq!(caller.try_log_in(number.as_str(), number.last_six()).await.status, 200);
    }
}

#[tokio::test]
async fn guesses_sent_at_once_are_counted_one_by_one() {
    let caller = Caller::start().await;
    let guess = || caller.try_log_in(caller.student.number().as_str(), "wrong");
    let replies = tokio::join!(guess(), guess(), guess(), guess(), guess(), guess(), guess(), guess());
    let replies: [_; 8] = replies.into();
    assert_eq!(replies.iter().filter(|reply| reply.code() == "wrong_password").count(), 4);
    assert_eq!(replies.iter().filter(|reply| reply.code() == "locked").count(), 4);
}

#[tokio::test]
async fn an_account_that_nobody_has_is_answered_like_a_wrong_password() {
    let caller = Caller::start().await;
    for account in ["nobody@example.cn", "13800000000", "not an account"] {
        for left in [4, 3, 2, 1] {
            let reply = caller.try_log_in(account, "wrong").await;
            assert_eq!((reply.code(), reply.json["tries_left"].as_u64()), ("wrong_password", Some(left)));
        }
        assert_eq!(caller.try_log_in(account, "wrong").await.code(), "locked");
    }
}

#[tokio::test]
async fn an_access_token_expires_and_is_renewed_until_the_session_ends() {
    let caller = Caller::start().await;
    let number = caller.student.number();
    let session = caller.try_log_in(number.as_str(), number.last_six()).await.json;
    *caller.token.lock().unwrap() = session["access_token"].as_str().unwrap().into();
    let refresh =
        Ask::post("/v1/session/refresh").unsigned().json(&json!({ "refresh_token": session["refresh_token"] }));

    caller.platform.let_pass(Duration::from_secs(session["expires_in"].as_u64().unwrap()));
    assert_eq!(caller.send(Ask::get("/v1/student")).await.code(), "session_expired");
    let renewed = caller.send(refresh.clone()).await.json;
    *caller.token.lock().unwrap() = renewed["access_token"].as_str().unwrap().into();
    caller.get("/v1/student").await;

    caller.platform.let_pass(Duration::from_secs(30 * 24 * 60 * 60));
    assert_eq!(caller.send(refresh).await.code(), "session_expired");
}

#[tokio::test]
async fn logging_out_ends_both_tokens() {
    let caller = Caller::start().await;
    let number = caller.student.number();
    let session = caller.try_log_in(number.as_str(), number.last_six()).await.json;
    *caller.token.lock().unwrap() = session["access_token"].as_str().unwrap().into();
    assert_eq!(caller.send(Ask::delete("/v1/session")).await.status, 204);
    assert_eq!(caller.send(Ask::get("/v1/student")).await.code(), "session_expired");
    let refresh =
        Ask::post("/v1/session/refresh").unsigned().json(&json!({ "refresh_token": session["refresh_token"] }));
    assert_eq!(caller.send(refresh).await.code(), "session_expired");
}

#[tokio::test]
async fn logging_out_everywhere_ends_every_session_of_the_student_alone() {
    let caller = Caller::start().await;
    let other = NotedStudent::new(2).unwrap();
    caller.platform.enrol(&other).await.unwrap();
    let number = other.number();
    let others = caller.try_log_in(number.as_str(), number.last_six()).await.json;
    caller.log_in().await;
    let first = caller.token.lock().unwrap().clone();
    caller.log_in().await;
    assert_eq!(caller.send(Ask::delete("/v1/sessions")).await.status, 204);
    for (token, status) in [(first.as_str(), 401), (others["access_token"].as_str().unwrap(), 200)] {
        *caller.token.lock().unwrap() = token.into();
        assert_eq!(caller.send(Ask::get("/v1/student")).await.status, status);
    }
}

#[tokio::test]
async fn the_college_enrols_no_student_twice() {
    let caller = Caller::start().await;
    let again = NotedStudent::new(1).unwrap();
    assert!(caller.platform.register().add_student(again.student()).await.is_err());
}

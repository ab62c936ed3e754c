//! The app is killed again and again, ever a little later, until each step has come through.

use crate::phone::{World, outcome};
use ruxue::{App, Error};
use ruxue_platform::Transfer;
use ruxue_rules::{ConsentKind, Next, Outcome, Side};
use std::pin::pin;
use std::task::Poll;

/// Polls `future` at most so often, then drops it.
async fn dropped_after<T>(polls: usize, future: impl Future<Output = T>) -> Option<T> {
    let (mut future, mut left) = (pin!(future), polls);
    std::future::poll_fn(move |context| match left.checked_sub(1) {
        None => Poll::Ready(None),
        Some(fewer) => {
            left = fewer;
            future.as_mut().poll(context).map(Some)
        }
    })
    .await
}

/// Does `step` on the phone, which dies after ever more polls of it and is started anew, until it is done.
async fn insist<T>(world: &World, step: impl AsyncFn(&App) -> Result<T, Error>) -> T {
    for polls in 0.. {
        let app = world.start_app();
        if let Some(done) = dropped_after(polls, step(&app)).await {
            return done.unwrap();
        }
        drop(app);
    }
    unreachable!()
}

#[tokio::test]
async fn a_review_outlives_a_phone_that_dies_at_every_step() {
    let world = World::new().await;
    let follow = Transfer::default();
    insist(&world, async |app| world.log_in(app).await).await;
    for side in [Side::Portrait, Side::Emblem] {
        insist(&world, async |app| app.take_card(side, world.student.side(side)).await).await;
    }
    insist(&world, async |app| app.confirm_card(app.review().await?.draft()).await).await;
    insist(&world, async |app| app.give_consent(ConsentKind::Card).await).await;
    insist(&world, async |app| app.send_card(&follow).await).await;
    insist(&world, async |app| app.give_consent(ConsentKind::Face).await).await;
    insist(&world, async |app| app.take_portrait(world.student.portrait_of_another(1)).await).await;
    insist(&world, async |app| submit(app).await).await;
    insist(&world, async |app| Ok(outcome(app).await)).await;
    assert_eq!(world.ledger().await, (1, 2));

    insist(&world, async |app| start_again(app).await).await;
    insist(&world, async |app| app.take_portrait(world.student.portrait()).await).await;
    insist(&world, async |app| submit(app).await).await;
    let review = insist(&world, async |app| Ok(outcome(app).await)).await;
    assert!(matches!(review.next(), Next::Read(Outcome::Passed { .. })));
    assert_eq!(world.ledger().await, (2, 1));
    assert_eq!(review.chances().left(), 1);
}

/// Presses the button unless it is done: what the student sees after a start decides.
async fn submit(app: &App) -> Result<(), Error> {
    match app.review().await?.next() {
        Next::Submit => app.submit(&Transfer::default()).await.map(drop),
        Next::Reconcile(_) => app.resume(&Transfer::default()).await.map(drop),
        _ => Ok(()),
    }
}

async fn start_again(app: &App) -> Result<(), Error> {
    match app.review().await?.next() {
        Next::Read(Outcome::Failed { .. }) => app.start_again().await.map(drop),
        _ => Ok(()),
    }
}

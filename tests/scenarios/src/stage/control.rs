//! How tests in other languages use the stage: HTTP on this machine.
//!
//! | request | answer |
//! |---|---|
//! | `POST /plays?story=NAME` | 201, the play's `id` and its [`Playbill`](super::Playbill) |
//! | `POST /plays/ID/network?is=down` or `up` | 204 |
//! | `POST /plays/ID/expire` | 204 |
//! | `GET /plays/ID/code?contact=CONTACT` | 200, the last one-time `code` sent to CONTACT, or to anybody; 404 if none was |
//! | `DELETE /plays/ID` | 204, and the play is over |

use super::{Play, Playbill, Stage, StageError};
use crate::story::{Library, StoryError};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::RwLock;
use uuid::Uuid;

/// The plays that are on.
#[derive(Clone)]
struct Plays {
    stage: Arc<Stage>,
    on: Arc<RwLock<HashMap<Uuid, Arc<Play>>>>,
}

/// What went wrong, told in the answer's body.
enum Wrong {
    NoPlay,
    NoCode,
    Stage(StageError),
}

impl IntoResponse for Wrong {
    fn into_response(self) -> Response {
        match self {
            Self::NoPlay => (StatusCode::NOT_FOUND, "no such play").into_response(),
            Self::Stage(StageError::Story(error @ StoryError::Unknown(_))) => {
                (StatusCode::NOT_FOUND, error.to_string()).into_response()
            }
            Self::NoCode => (StatusCode::NOT_FOUND, "no code was sent").into_response(),
            Self::Stage(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
        }
    }
}

impl<E: Into<StageError>> From<E> for Wrong {
    fn from(error: E) -> Self {
        Self::Stage(error.into())
    }
}

impl Plays {
    async fn play(&self, id: Uuid) -> Result<Arc<Play>, Wrong> {
        self.on.read().await.get(&id).cloned().ok_or(Wrong::NoPlay)
    }
}

/// The control of `stage`.
pub fn control(stage: Arc<Stage>) -> Router {
    Router::new()
        .route("/plays", post(begin))
        .route("/plays/{id}", delete(end))
        .route("/plays/{id}/network", post(network))
        .route("/plays/{id}/expire", post(expire))
        .route("/plays/{id}/code", get(code))
        .with_state(Plays { stage, on: Arc::default() })
}

#[derive(Deserialize)]
struct Named {
    story: String,
}

#[derive(Serialize)]
struct Begun {
    id: Uuid,
    #[serde(flatten)]
    bill: Playbill,
}

async fn begin(
    State(plays): State<Plays>,
    Query(Named { story }): Query<Named>,
) -> Result<(StatusCode, Json<Begun>), Wrong> {
    let story = Library.read(&story)?;
    let play = plays.stage.begin(&story).await?;
    let (id, bill) = (Uuid::new_v4(), play.bill().clone());
    plays.on.write().await.insert(id, Arc::new(play));
    Ok((StatusCode::CREATED, Json(Begun { id, bill })))
}

async fn end(State(plays): State<Plays>, Path(id): Path<Uuid>) -> Result<StatusCode, Wrong> {
    plays.on.write().await.remove(&id).map(|_| StatusCode::NO_CONTENT).ok_or(Wrong::NoPlay)
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Is {
    Down,
    Up,
}

#[derive(Deserialize)]
struct Network {
    is: Is,
}

async fn network(
    State(plays): State<Plays>,
    Path(id): Path<Uuid>,
    Query(Network { is }): Query<Network>,
) -> Result<StatusCode, Wrong> {
    let play = plays.play(id).await?;
    match is {
        Is::Down => play.network_down().await,
        Is::Up => play.network_up().await?,
    }
    Ok(StatusCode::NO_CONTENT)
}

async fn expire(State(plays): State<Plays>, Path(id): Path<Uuid>) -> Result<StatusCode, Wrong> {
    plays.play(id).await?.expire();
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
struct To {
    contact: Option<String>,
}

#[derive(Serialize)]
struct Sent {
    code: String,
}

async fn code(
    State(plays): State<Plays>,
    Path(id): Path<Uuid>,
    Query(To { contact }): Query<To>,
) -> Result<Json<Sent>, Wrong> {
    let code = plays.play(id).await?.code(contact.as_deref()).ok_or(Wrong::NoCode)?;
    Ok(Json(Sent { code }))
}

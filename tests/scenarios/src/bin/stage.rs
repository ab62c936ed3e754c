//! The stage as a program, for tests in other languages: prints one line of JSON that says where it is controlled and where
//! stories and weights lie, and serves until standard input ends.

use ruxue_scenarios::stage::{Stage, StageError, control};
use ruxue_scenarios::story::Library;
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, stdin};
use tokio::net::TcpListener;

#[derive(Serialize)]
struct Line<'a> {
    control: String,
    stories: &'a Path,
    weights: &'a Path,
}

#[tokio::main]
async fn main() -> ExitCode {
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "stage: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> Result<(), StageError> {
    let stage = tokio::task::spawn_blocking(Stage::open).await.map_err(|_| StageError::Interrupted)??;
    let stage = Arc::new(stage);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let line = Line {
        control: format!("http://{}", listener.local_addr()?),
        stories: Library.folder(),
        weights: stage.weights(),
    };
    let mut out = io::stdout();
    writeln!(out, "{}", serde_json::to_string(&line).map_err(io::Error::from)?)?;
    out.flush()?;
    tokio::select! {
        served = axum::serve(listener, control(Arc::clone(&stage))) => Ok(served?),
        () = end_of_input() => Ok(()),
    }
}

/// Who started the stage has gone, or is done with it.
async fn end_of_input() {
    let mut buffer = [0; 64];
    while stdin().read(&mut buffer).await.is_ok_and(|read| read > 0) {}
}

//! The reference platform as a program.

use crate::failure::Failure;
use ruxue_reference_platform::{PhotoExaminer, ReferencePlatform};
use ruxue_samples::Assets;
use ruxue_scenarios::cast::Actor;
use ruxue_scenarios::weights;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

/// What is logged unless `RUST_LOG` says otherwise: every request, and the one-time codes, which go nowhere else.
const LOGGED: &str = "warn,ruxue_reference_platform=info";

/// Serves on `listen` until interrupted, keeping its data in the folder `data` or in memory. Prints the address, and the
/// accounts of the invented students who are enrolled where the data is new; logs to standard error.
pub(crate) async fn serve(listen: SocketAddr, data: Option<&Path>) -> Result<(), Failure> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(LOGGED));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).init();
    let platform = ReferencePlatform::open(data, Arc::new(PhotoExaminer::new(weights::load()?)))?;
    let assets = Assets::load()?;
    let mut out = io::stdout();
    for actor in Actor::all() {
        // Data kept from an earlier run knows the student already.
        let _ = actor.enrol(&platform.register(), actor.registered.draw(&assets)?.jpeg).await;
        let (number, password) = (actor.number.as_str(), actor.password());
        writeln!(out, "account {number} or {} password {password}", actor.mobile)?;
    }
    let listener = TcpListener::bind(listen).await?;
    writeln!(out, "http://{}", listener.local_addr()?)?;
    out.flush()?;
    let stop = CancellationToken::new();
    let interrupted = stop.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            interrupted.cancel();
        }
    });
    Ok(platform.serve(listener, stop).await?)
}

//! A network that fails, between the phone's client and the reference platform's own router, in simulated time: nothing is sent
//! anywhere.

use crate::disk::Disk;
use async_trait::async_trait;
use axum::body::Body;
use axum::{Router, response::Response as Answer};
use bytes::Bytes;
use http::{Request, Response, StatusCode, header};
use http_body::Frame;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use ruxue_platform::{PlatformError, Transport};
use ruxue_reference_platform::ReferencePlatform;
use std::convert::Infallible;
use std::future::pending;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use tower::ServiceExt;

/// No answer of the platform is longer.
const LONGEST_ANSWER: usize = 1 << 20;

/// What happens to one exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mishap {
    /// There is no network for a while.
    Tunnel,
    /// The request never arrives.
    LostRequest,
    /// The request breaks off in the middle of its body.
    CutRequest,
    /// The request arrives twice.
    Duplicate,
    /// The request arrives when nobody waits for it any more: before a later one.
    Straggler,
    /// The platform acts, its answer is lost.
    LostAnswer,
    /// The platform acts, its answer breaks off.
    CutAnswer,
    /// The platform acts, but too slowly for the phone.
    LateAnswer,
    /// The platform cannot serve.
    Unavailable,
    /// The platform fails after it has acted.
    FailedAfter,
    /// The platform takes the session for expired.
    Unauthorized,
    /// The platform wants fewer requests.
    TooMany,
    /// Somebody else answers.
    Portal,
    /// The phone dies before the request leaves.
    KilledBefore,
    /// The phone dies while the answer is on its way.
    KilledAfter,
}

/// All of them.
pub const MISHAPS: [Mishap; 15] = [
    Mishap::Tunnel,
    Mishap::LostRequest,
    Mishap::CutRequest,
    Mishap::Duplicate,
    Mishap::Straggler,
    Mishap::LostAnswer,
    Mishap::CutAnswer,
    Mishap::LateAnswer,
    Mishap::Unavailable,
    Mishap::FailedAfter,
    Mishap::Unauthorized,
    Mishap::TooMany,
    Mishap::Portal,
    Mishap::KilledBefore,
    Mishap::KilledAfter,
];

/// The network of one simulated world.
pub struct Network {
    platform: Arc<ReferencePlatform>,
    router: Router,
    disk: Arc<Disk>,
    state: Mutex<State>,
}

struct State {
    random: ChaCha8Rng,
    /// How likely a mishap is, 0 to 1.
    roughness: f64,
    tunnel_until: Option<tokio::time::Instant>,
    exchanges: u64,
    planned: Option<(u64, Mishap)>,
    straggler: Option<Request<Bytes>>,
    log: Vec<String>,
}

impl Network {
    /// The network to `platform` of a phone that dies with `disk`.
    pub fn new(platform: Arc<ReferencePlatform>, disk: Arc<Disk>, seed: u64, roughness: f64) -> Self {
        let random = ChaCha8Rng::seed_from_u64(seed);
        let state = Mutex::new(State {
            random,
            roughness,
            tunnel_until: None,
            exchanges: 0,
            planned: None,
            straggler: None,
            log: vec![],
        });
        Self { router: platform.service(), platform, disk, state }
    }

    /// From now on all goes well.
    pub fn calm(&self) {
        let mut state = self.lock();
        (state.roughness, state.tunnel_until) = (0.0, None);
    }

    /// Plans `mishap` for the exchange after the first `before` ones.
    pub fn plan(&self, before: u64, mishap: Mishap) {
        self.lock().planned = Some((before, mishap));
    }

    /// Exchanges begun so far.
    pub fn exchanges(&self) -> u64 {
        self.lock().exchanges
    }

    /// What went over it since last asked: for whoever replays a seed.
    pub fn take_log(&self) -> Vec<String> {
        std::mem::take(&mut self.lock().log)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How long the way takes, and what happens on it.
    fn draw(&self) -> (Duration, Option<Mishap>) {
        let mut state = self.lock();
        let delay = Duration::from_millis(state.random.random_range(1..400));
        let roughness = state.roughness;
        let rough = state.random.random_bool(roughness);
        let drawn = if rough { MISHAPS.choose(&mut state.random).copied() } else { None };
        let planned = state.planned.filter(|(before, _)| *before == state.exchanges).map(|(_, mishap)| mishap);
        let mishap = planned.or(drawn);
        state.exchanges += 1;
        let tunnel = state.tunnel_until.is_some_and(|until| tokio::time::Instant::now() < until);
        (delay, if tunnel { Some(Mishap::Tunnel) } else { mishap })
    }

    fn chance(&self, share: f64) -> bool {
        self.lock().random.random_bool(share)
    }

    fn below(&self, end: usize) -> usize {
        self.lock().random.random_range(0..end.max(1))
    }

    /// Lets the platform handle a request, and now and then one that comes late; judging goes on between requests.
    async fn handle(&self, request: Request<Body>) -> Result<Response<Bytes>, PlatformError> {
        if self.chance(0.2) {
            let late = self.lock().straggler.take();
            if let Some(late) = late {
                let _ = self.serve(copy(&late)).await;
            }
        }
        if self.chance(0.5) {
            // A judgement that fails is made the next time.
            let _ = self.platform.judge_waiting().await;
        }
        self.serve(request).await
    }

    async fn serve(&self, request: Request<Body>) -> Result<Response<Bytes>, PlatformError> {
        let answer = self.router.clone().oneshot(request).await.unwrap_or_else(|never: Infallible| match never {});
        whole(answer).await
    }

    async fn die<T>(&self) -> T {
        self.disk.kill();
        pending().await
    }

    async fn go_through(
        &self,
        request: Request<Bytes>,
        mishap: Option<Mishap>,
        time: Duration,
    ) -> Result<Response<Bytes>, PlatformError> {
        let again = || copy(&request);
        let Some(mishap) = mishap else {
            return self.handle(again()).await;
        };
        match mishap {
            Mishap::Tunnel => {
                let length = Duration::from_secs(self.below(20) as u64);
                self.lock().tunnel_until.get_or_insert_with(|| tokio::time::Instant::now() + length);
                Err(PlatformError::NoNetwork)
            }
            Mishap::LostRequest => {
                tokio::time::sleep(time).await;
                Err(PlatformError::TooSlow)
            }
            Mishap::CutRequest => {
                let cut = self.below(request.body().len());
                let _ = self.handle(cut_short(&request, cut)).await;
                Err(PlatformError::Cut)
            }
            Mishap::Duplicate => {
                let _ = self.handle(again()).await;
                self.handle(again()).await
            }
            Mishap::Straggler => {
                self.lock().straggler = Some(request);
                tokio::time::sleep(time).await;
                Err(PlatformError::TooSlow)
            }
            Mishap::LostAnswer | Mishap::CutAnswer => {
                let _ = self.handle(again()).await;
                Err(PlatformError::Cut)
            }
            Mishap::LateAnswer => {
                let _ = self.handle(again()).await;
                tokio::time::sleep(time).await;
                Err(PlatformError::TooSlow)
            }
            Mishap::Unavailable => Ok(answer_of(StatusCode::SERVICE_UNAVAILABLE, "text/plain", "Back soon")),
            Mishap::FailedAfter => {
                let _ = self.handle(again()).await;
                Ok(answer_of(StatusCode::BAD_GATEWAY, "text/html", "<h1>Bad gateway</h1>"))
            }
            Mishap::Unauthorized => Ok(answer_of(
                StatusCode::UNAUTHORIZED,
                "application/problem+json",
                r#"{"title":"","status":401,"code":"session_expired"}"#,
            )),
            Mishap::TooMany => {
                let mut answer = answer_of(StatusCode::TOO_MANY_REQUESTS, "text/plain", "Slow down");
                answer.headers_mut().insert(header::RETRY_AFTER, (self.below(60) as u64).into());
                Ok(answer)
            }
            Mishap::Portal => Ok(answer_of(StatusCode::OK, "text/html", "<h1>Accept the terms</h1>")),
            Mishap::KilledBefore => self.die().await,
            Mishap::KilledAfter => {
                let _ = self.handle(again()).await;
                self.die().await
            }
        }
    }
}

#[async_trait]
impl Transport for Network {
    async fn exchange(&self, request: Request<Bytes>, time: Duration) -> Result<Response<Bytes>, PlatformError> {
        if self.disk.is_dead() {
            return pending().await;
        }
        let (delay, mishap) = self.draw();
        tokio::time::sleep(delay).await;
        let line = format!("{} {}", request.method(), request.uri().path());
        let answer = self.go_through(request, mishap, time).await;
        let status = answer.as_ref().map(|answer| answer.status().as_u16());
        self.lock().log.push(format!("    {line} {mishap:?} → {status:?}"));
        if self.disk.is_dead() { pending().await } else { answer }
    }
}

fn copy(request: &Request<Bytes>) -> Request<Body> {
    with_body(request, Body::from(request.body().clone()))
}

/// The request as it arrives when its body breaks off after `length` bytes.
fn cut_short(request: &Request<Bytes>, length: usize) -> Request<Body> {
    let begun = request.body().slice(..length.min(request.body().len()));
    with_body(request, Body::new(Broken(Some(begun))))
}

fn with_body(request: &Request<Bytes>, body: Body) -> Request<Body> {
    let mut copy = Request::new(body);
    *copy.method_mut() = request.method().clone();
    *copy.uri_mut() = request.uri().clone();
    *copy.headers_mut() = request.headers().clone();
    copy
}

/// A body that breaks off after its one piece.
struct Broken(Option<Bytes>);

impl http_body::Body for Broken {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let broken = || Err(std::io::ErrorKind::UnexpectedEof.into());
        Poll::Ready(Some(self.0.take().map_or_else(broken, |begun| Ok(Frame::data(begun)))))
    }
}

async fn whole(answer: Answer) -> Result<Response<Bytes>, PlatformError> {
    let (parts, body) = answer.into_parts();
    let body = axum::body::to_bytes(body, LONGEST_ANSWER).await.map_err(|_| PlatformError::Cut)?;
    Ok(Response::from_parts(parts, body))
}

fn answer_of(status: StatusCode, media_type: &'static str, body: &'static str) -> Response<Bytes> {
    let mut answer = Response::new(Bytes::from_static(body.as_bytes()));
    *answer.status_mut() = status;
    answer.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static(media_type));
    answer
}

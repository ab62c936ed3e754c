//! What every exchange has: the platform's clock and an id on the answer, and one line in the log.

use crate::app::App;
use crate::request::parse_uuid;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use jiff::fmt::rfc2822::DateTimePrinter;
use tokio::time::Instant;
use uuid::Uuid;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Names the route and never the path, a header's value or a body: nothing personal is logged.
pub(crate) async fn accompany(State(app): State<App>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = request_id(&request);
    let method = known(request.method());
    let route = request.extensions().get::<MatchedPath>().map_or("nowhere", MatchedPath::as_str).to_owned();
    let mut response = next.run(request).await;
    tracing::info!(
        method,
        route,
        status = response.status().as_u16(),
        milliseconds = began.elapsed().as_millis() as u64,
        request = %id,
        "answered"
    );
    for (name, value) in [(header::DATE, date(&app)), (REQUEST_ID, HeaderValue::from_str(&id.to_string()).ok())] {
        if let Some(value) = value {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// The client's, if it is a UUID.
fn request_id(request: &Request) -> Uuid {
    let clients = request.headers().get(REQUEST_ID).and_then(|value| value.to_str().ok());
    clients.and_then(parse_uuid).unwrap_or_else(Uuid::new_v4)
}

/// A method may be any word, even a person's.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        _ => "another",
    }
}

fn date(app: &App) -> Option<HeaderValue> {
    let date = DateTimePrinter::new().timestamp_to_rfc9110_string(&(app.clock)()).ok()?;
    HeaderValue::from_str(&date).ok()
}

use crate::app::App;
use crate::problem::Problem;
use crate::{accounts, attempts, bindings, cards, codes, consents, exchange, profile, sessions, students, uploads};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{Method, StatusCode};
use axum::middleware;
use axum::routing::{MethodRouter, delete, get, patch, post, put};
use ruxue_rules::limits::PART_BYTES;
use tower_http::timeout::TimeoutLayer;

/// Bytes of the largest JSON.
const JSON: usize = 16 << 10;

/// Every operation of the contract, and no other.
fn table() -> Vec<(Method, &'static str, MethodRouter<App>)> {
    let part = DefaultBodyLimit::max(PART_BYTES);
    vec![
        (Method::POST, "/v1/session", post(sessions::log_in)),
        (Method::DELETE, "/v1/session", delete(sessions::log_out)),
        (Method::DELETE, "/v1/sessions", delete(sessions::log_out_everywhere)),
        (Method::POST, "/v1/session/refresh", post(sessions::refresh)),
        (Method::GET, "/v1/student", get(students::header)),
        (Method::POST, "/v1/codes", post(codes::request)),
        (Method::POST, "/v1/registrations", post(accounts::register)),
        (Method::POST, "/v1/password/reset", post(accounts::reset)),
        (Method::PUT, "/v1/password", put(accounts::change)),
        (Method::GET, "/v1/profile", get(profile::get)),
        (Method::PUT, "/v1/profile/postal-address", put(profile::set_postal_address)),
        (Method::GET, "/v1/enrolment", get(students::enrolment)),
        (Method::PUT, "/v1/bindings/mobile", put(bindings::bind_mobile)),
        (Method::DELETE, "/v1/bindings/mobile", delete(bindings::unbind_mobile)),
        (Method::PUT, "/v1/bindings/email", put(bindings::bind_email)),
        (Method::DELETE, "/v1/bindings/email", delete(bindings::unbind_email)),
        (Method::PUT, "/v1/bindings/wechat", put(bindings::bind_wechat)),
        (Method::DELETE, "/v1/bindings/wechat", delete(bindings::unbind_wechat)),
        (Method::GET, "/v1/consents", get(consents::list)),
        (Method::PUT, "/v1/consents/{kind}", put(consents::give)),
        (Method::DELETE, "/v1/consents/{kind}", delete(consents::take_back)),
        (Method::DELETE, "/v1/data", delete(consents::erase)),
        (Method::PUT, "/v1/uploads/{id}", put(uploads::announce)),
        (Method::GET, "/v1/uploads/{id}", get(uploads::get)),
        (Method::PATCH, "/v1/uploads/{id}", patch(uploads::append).layer(part)),
        (Method::GET, "/v1/card", get(cards::get)),
        (Method::PUT, "/v1/card/sides/{side}", put(cards::read_side)),
        (Method::PUT, "/v1/card/confirmation", put(cards::confirm)),
        (Method::GET, "/v1/attempts", get(attempts::list)),
        (Method::POST, "/v1/attempts", post(attempts::submit)),
        (Method::GET, "/v1/attempts/{id}", get(attempts::get)),
        (Method::GET, "/v1/submissions/{key}", get(attempts::find)),
        (Method::POST, "/v1/hand-over", post(attempts::hand_over)),
        (Method::POST, "/v1/restart", post(attempts::restart)),
    ]
}

/// Method and path of every operation served.
pub fn operations() -> Vec<(Method, &'static str)> {
    table().into_iter().map(|(method, path, _)| (method, path)).collect()
}

pub(crate) fn router(app: App) -> Router {
    let time = TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, app.policy.request);
    table()
        .into_iter()
        .fold(Router::new(), |router, (_, path, handler)| router.route(path, handler))
        .fallback(|| async { Problem::NotFound })
        .method_not_allowed_fallback(|| async { Problem::MethodNotAllowed })
        .layer(DefaultBodyLimit::max(JSON))
        .layer(time)
        .layer(middleware::from_fn_with_state(app.clone(), exchange::accompany))
        .with_state(app)
}

use super::upload;
use crate::{PlatformError, Secret, TimeLimits};
use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName};
use http::{HeaderMap, HeaderValue, Method, Request};
use serde::Serialize;
use url::Url;
use uuid::Uuid;
use zeroize::Zeroizing;

const CONTENT_DIGEST: HeaderName = HeaderName::from_static("content-digest");
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// One call, described so that it can be made again.
pub(super) struct Call {
    pub(super) method: Method,
    /// Its path; `{id}` stands for the id that it names, which no log shows.
    pub(super) path: &'static str,
    named: Option<Uuid>,
    headers: HeaderMap,
    body: Bytes,
    is_signed: bool,
    is_counted: bool,
    is_part: bool,
}

impl Call {
    pub(super) fn get(path: &'static str) -> Self {
        Self::new(Method::GET, path)
    }

    pub(super) fn put(path: &'static str) -> Self {
        Self::new(Method::PUT, path)
    }

    pub(super) fn post(path: &'static str) -> Self {
        Self::new(Method::POST, path)
    }

    pub(super) fn delete(path: &'static str) -> Self {
        Self::new(Method::DELETE, path)
    }

    fn new(method: Method, path: &'static str) -> Self {
        Self {
            method,
            path,
            named: None,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            is_signed: true,
            is_counted: false,
            is_part: false,
        }
    }

    /// A part of the upload `id`, which begins at `offset`.
    pub(super) fn part(id: Uuid, offset: u64, part: Bytes) -> Result<Self, PlatformError> {
        let mut call = Self::new(Method::PATCH, "v1/uploads/{id}").naming(id);
        call.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
        call.headers.insert(UPLOAD_OFFSET, HeaderValue::from(offset));
        call.headers.insert(CONTENT_DIGEST, value(&upload::content_digest(&part))?);
        Ok(Self { body: part, is_part: true, ..call })
    }

    /// Puts `id` in the path.
    pub(super) fn naming(self, id: Uuid) -> Self {
        Self { named: Some(id), ..self }
    }

    /// With the JSON of `body`, wiped when the last copy of the request is gone.
    pub(super) fn json(mut self, body: &impl Serialize) -> Result<Self, PlatformError> {
        let text = serde_json::to_vec(body).map_err(|_| PlatformError::BadConfiguration)?;
        self.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Ok(Self { body: Bytes::from_owner(Zeroizing::new(text)), ..self })
    }

    /// Under a key, by which the platform does it once however often it is asked.
    pub(super) fn keyed(mut self, key: Uuid) -> Result<Self, PlatformError> {
        self.headers.insert(IDEMPOTENCY_KEY, value(&key.to_string())?);
        Ok(self)
    }

    /// For one who is not logged in.
    pub(super) fn unsigned(self) -> Self {
        Self { is_signed: false, ..self }
    }

    /// Each time may count as a try or use up a code: it is made again only where surely nothing was sent.
    pub(super) fn counted(self) -> Self {
        Self { is_counted: true, ..self }
    }

    pub(super) fn is_signed(&self) -> bool {
        self.is_signed
    }

    pub(super) fn is_counted(&self) -> bool {
        self.is_counted
    }

    /// How long it may take.
    pub(super) fn time(&self, limits: &TimeLimits) -> std::time::Duration {
        if self.is_part { limits.upload } else { limits.call }
    }

    /// The request, to be found in both sides' logs by `request_id`.
    pub(super) fn request(
        &self,
        base: &Url,
        token: Option<&Secret>,
        request_id: Uuid,
    ) -> Result<Request<Bytes>, PlatformError> {
        let path = match self.named {
            Some(id) => self.path.replace("{id}", &id.to_string()),
            None => self.path.to_owned(),
        };
        let url = base.join(&path).map_err(|_| PlatformError::BadConfiguration)?;
        let mut request = Request::new(self.body.clone());
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = url.as_str().parse().map_err(|_| PlatformError::BadConfiguration)?;
        *request.headers_mut() = self.headers.clone();
        request.headers_mut().insert(X_REQUEST_ID, value(&request_id.to_string())?);
        if let Some(token) = token {
            request.headers_mut().insert(AUTHORIZATION, bearer(token)?);
        }
        Ok(request)
    }
}

fn bearer(token: &Secret) -> Result<HeaderValue, PlatformError> {
    let text = Zeroizing::new(format!("Bearer {}", token.reveal()));
    let mut value = value(&text)?;
    value.set_sensitive(true);
    Ok(value)
}

fn value(text: &str) -> Result<HeaderValue, PlatformError> {
    HeaderValue::from_str(text).map_err(|_| PlatformError::BadConfiguration)
}

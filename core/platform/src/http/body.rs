use crate::{Progress, Transfer};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use sha2::{Digest, Sha256};
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Bytes a piece: small enough that progress moves on a slow network.
const PIECE: usize = 16 << 10;

/// A photo on its way: handed out in pieces, each reported.
pub(super) struct PhotoBody {
    rest: Bytes,
    total: u64,
    transfer: Transfer,
}

impl PhotoBody {
    pub(super) fn new(jpeg: Bytes, transfer: Transfer) -> Self {
        Self { total: jpeg.len() as u64, rest: jpeg, transfer }
    }
}

impl Body for PhotoBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.rest.is_empty() {
            return Poll::Ready(None);
        }
        let length = self.rest.len().min(PIECE);
        let piece = self.rest.split_to(length);
        self.transfer.report(Progress { sent: self.total - self.rest.len() as u64, total: self.total });
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.rest.len() as u64)
    }
}

/// The value of Content-Digest (RFC 9530).
pub(super) fn digest(body: &[u8]) -> String {
    format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(body)))
}

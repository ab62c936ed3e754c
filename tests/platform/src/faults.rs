//! A network that fails: a proxy between a client and the platform that carries one request a connection, and does to
//! the next matching one what it was told.

use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::task::AbortOnDropHandle;

/// What may happen to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It reaches the platform only after this long.
    Delay(Duration),
    /// The connection breaks when this many bytes of the request's body have passed; the platform gets no more.
    CutUpload(usize),
    /// The platform acts, and its answer breaks off after this many bytes.
    CutAnswer(usize),
    /// The platform acts, and nothing of its answer arrives.
    LostAnswer,
    /// 500 with a page of text.
    ServerError,
    /// 503 with a page of text.
    Unavailable,
    /// 429 with Retry-After, in seconds.
    TooManyRequests(u32),
    /// 200 with a web page, as a captive portal sends it.
    Html,
    /// 200 with JSON that means nothing here.
    NonsenseJson,
    /// 200 with the start of something that is not JSON, typed as JSON.
    BrokenJson,
    /// 302 to another host.
    Redirect,
    /// 200 with a body that never ends.
    EndlessBody,
}

/// A network between a client and the platform.
pub struct FaultyNetwork {
    address: SocketAddr,
    planned: Arc<Planned>,
    _accepting: AbortOnDropHandle<()>,
}

type Planned = Mutex<VecDeque<(&'static str, Fault)>>;

impl FaultyNetwork {
    /// A network that carries everything to `platform`, until told otherwise.
    ///
    /// # Errors
    /// Where no port can be had.
    pub async fn to(platform: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let planned: Arc<Planned> = Arc::default();
        let plan = Arc::clone(&planned);
        let accepting = AbortOnDropHandle::new(tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let plan = Arc::clone(&plan);
                tokio::spawn(async move {
                    // A broken connection is what this is for: nobody need be told.
                    let _ = carry(client, platform, &plan).await;
                });
            }
        }));
        Ok(Self { address, planned, _accepting: accepting })
    }

    /// Where clients find the platform through this network.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Lets `fault` happen once, to the next request that begins with `operation`, such as `POST /v1/attempts`.
    pub fn plan(&self, operation: &'static str, fault: Fault) {
        self.planned.lock().unwrap_or_else(PoisonError::into_inner).push_back((operation, fault));
    }

    /// Whether everything planned has happened.
    pub fn is_done(&self) -> bool {
        self.planned.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }
}

/// The head of a request, and what of its body came with it.
struct Request {
    head: String,
    body: Vec<u8>,
}

impl Request {
    async fn read(client: &mut TcpStream) -> io::Result<Self> {
        let mut bytes = Vec::new();
        let end = loop {
            if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
                break end + 2;
            }
            if client.read_buf(&mut bytes).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        };
        let body = bytes.split_off(end + 2);
        bytes.truncate(end);
        Ok(Self { head: String::from_utf8_lossy(&bytes).into_owned(), body })
    }

    fn content_length(&self) -> usize {
        let headers = self.head.lines().filter_map(|line| line.split_once(':'));
        let mut lengths = headers.filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
        lengths.next().and_then(|(_, value)| value.trim().parse().ok()).unwrap_or(0)
    }

    /// Reads the body up to `limit` bytes of it, or its end.
    async fn read_body(&mut self, client: &mut TcpStream, limit: usize) -> io::Result<()> {
        let wanted = self.content_length().min(limit);
        while self.body.len() < wanted {
            if client.read_buf(&mut self.body).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        self.body.truncate(wanted);
        Ok(())
    }

    /// Opens a connection to the platform and sends what was read, asking it to close after its answer: so that the
    /// next request comes on a connection of its own.
    async fn pass_on(&self, platform: SocketAddr) -> io::Result<TcpStream> {
        let mut server = TcpStream::connect(platform).await?;
        server.write_all(format!("{}connection: close\r\n\r\n", self.head).as_bytes()).await?;
        server.write_all(&self.body).await?;
        Ok(server)
    }
}

async fn carry(mut client: TcpStream, platform: SocketAddr, planned: &Planned) -> io::Result<()> {
    let mut request = Request::read(&mut client).await?;
    let Some(fault) = take(planned, &request.head) else {
        request.read_body(&mut client, usize::MAX).await?;
        let mut server = request.pass_on(platform).await?;
        tokio::io::copy(&mut server, &mut client).await?;
        return client.shutdown().await;
    };
    match fault {
        Fault::Delay(time) => {
            request.read_body(&mut client, usize::MAX).await?;
            tokio::time::sleep(time).await;
            let mut server = request.pass_on(platform).await?;
            tokio::io::copy(&mut server, &mut client).await?;
        }
        Fault::CutUpload(bytes) => {
            request.read_body(&mut client, bytes).await?;
            request.pass_on(platform).await?;
        }
        Fault::CutAnswer(_) | Fault::LostAnswer => {
            request.read_body(&mut client, usize::MAX).await?;
            let mut answer = Vec::new();
            request.pass_on(platform).await?.read_to_end(&mut answer).await?;
            if let Fault::CutAnswer(bytes) = fault {
                answer.truncate(bytes);
                client.write_all(&answer).await?;
            }
        }
        Fault::EndlessBody => {
            request.read_body(&mut client, usize::MAX).await?;
            client.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n").await?;
            loop {
                client.write_all(&[b' '; 4096]).await?;
            }
        }
        Fault::ServerError
        | Fault::Unavailable
        | Fault::TooManyRequests(_)
        | Fault::Html
        | Fault::NonsenseJson
        | Fault::BrokenJson
        | Fault::Redirect => {
            request.read_body(&mut client, usize::MAX).await?;
            client.write_all(answer_of_another(fault).as_bytes()).await?;
        }
    }
    client.shutdown().await
}

/// Takes the first fault planned for this request.
fn take(planned: &Planned, head: &str) -> Option<Fault> {
    let mut planned = planned.lock().unwrap_or_else(PoisonError::into_inner);
    let line = head.split(" HTTP/").next().unwrap_or_default();
    let place = planned.iter().position(|(operation, _)| line.starts_with(operation))?;
    planned.remove(place).map(|(_, fault)| fault)
}

/// What someone else says in the platform's place.
fn answer_of_another(fault: Fault) -> String {
    let page = "<!doctype html><title>Welcome</title><p>Please accept the terms.";
    let (status, headers, body) = match fault {
        Fault::ServerError => ("500 Internal Server Error", "content-type: text/plain".into(), "Oops"),
        Fault::Unavailable => ("503 Service Unavailable", "content-type: text/plain".into(), "Back soon"),
        Fault::TooManyRequests(seconds) => {
            ("429 Too Many Requests", format!("content-type: text/plain\r\nretry-after: {seconds}"), "Slow down")
        }
        Fault::NonsenseJson => ("200 OK", "content-type: application/json".into(), r#"{"moon":["cheese"]}"#),
        Fault::BrokenJson => ("200 OK", "content-type: application/json".into(), r#"{"attempts":[{"#),
        Fault::Redirect => ("302 Found", "location: https://portal.invalid/".into(), ""),
        _ => ("200 OK", "content-type: text/html; charset=utf-8".into(), page),
    };
    let length = body.len();
    format!("HTTP/1.1 {status}\r\n{headers}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}")
}

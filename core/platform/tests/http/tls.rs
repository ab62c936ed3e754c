use crate::support::{World, config};
use bytes::Bytes;
use rcgen::{CertificateParams, KeyPair, PublicKeyData};
use ruxue_platform::{Config, HttpPlatform, Platform, PlatformError, Transport, WebTransport};
use sha2::{Digest, Sha256};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::version::{TLS12, TLS13};
use tokio_rustls::rustls::{ALL_VERSIONS, ServerConfig, SupportedProtocolVersion};

/// A door with a self-signed certificate in front of a platform.
struct Door {
    address: SocketAddr,
    certificate: Vec<u8>,
    key_digest: [u8; 32],
}

impl Door {
    async fn before(platform: SocketAddr) -> Self {
        Self::speaking(ALL_VERSIONS, platform).await
    }

    /// A door that speaks some versions of TLS only.
    async fn speaking(versions: &[&'static SupportedProtocolVersion], platform: SocketAddr) -> Self {
        let key = KeyPair::generate().unwrap();
        let certificate = CertificateParams::new(["localhost".to_owned()]).unwrap().self_signed(&key).unwrap();
        let key_digest = Sha256::digest(key.subject_public_key_info()).into();
        let certificate = certificate.der().to_vec();
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(versions)
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![CertificateDer::from(certificate.clone())],
                PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
            )
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((outside, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    // Clients that do not trust the door go away again.
                    let Ok(mut outside) = acceptor.accept(outside).await else { return };
                    let mut inside = TcpStream::connect(platform).await.unwrap();
                    let _ = tokio::io::copy_bidirectional(&mut outside, &mut inside).await;
                });
            }
        });
        Self { address, certificate, key_digest }
    }

    fn config(&self) -> Config {
        config(&format!("https://localhost:{}", self.address.port()))
    }
}

async fn log_in(world: &World, config: &Config) -> Result<(), PlatformError> {
    let client = HttpPlatform::new(config)?;
    client.log_in(&world.account(), &world.password()).await.map(drop)
}

#[tokio::test]
async fn a_certificate_of_nobody_known_is_refused() {
    let world = World::new().await;
    let door = Door::before(world.platform.address()).await;
    let error = log_in(&world, &door.config()).await.unwrap_err();
    assert_eq!(error, PlatformError::Untrusted);
    assert!(!error.is_retryable() && !error.outcome_unknown());
}

#[tokio::test]
async fn an_extra_root_is_trusted() {
    let world = World::new().await;
    let door = Door::before(world.platform.address()).await;
    let config = Config { extra_roots: vec![door.certificate.clone()], ..door.config() };
    assert_eq!(log_in(&world, &config).await, Ok(()));
}

#[tokio::test]
async fn an_extra_root_is_trusted_for_its_name_only() {
    let world = World::new().await;
    let door = Door::before(world.platform.address()).await;
    let elsewhere = format!("https://127.0.0.1:{}", door.address.port());
    let config = Config { extra_roots: vec![door.certificate.clone()], ..config(&elsewhere) };
    assert_eq!(log_in(&world, &config).await, Err(PlatformError::Untrusted));
}

#[tokio::test]
async fn where_keys_are_pinned_no_other_is_let_in() {
    let world = World::new().await;
    let door = Door::before(world.platform.address()).await;
    let trusting = Config { extra_roots: vec![door.certificate.clone()], ..door.config() };
    let pinned = |pins: Vec<[u8; 32]>| Config { pins, ..trusting.clone() };
    assert_eq!(log_in(&world, &pinned(vec![[7; 32]])).await, Err(PlatformError::Untrusted));
    assert_eq!(log_in(&world, &pinned(vec![[7; 32], door.key_digest])).await, Ok(()));
}

#[tokio::test]
async fn a_pin_alone_makes_no_certificate_good() {
    let world = World::new().await;
    let door = Door::before(world.platform.address()).await;
    let config = Config { pins: vec![door.key_digest], ..door.config() };
    assert_eq!(log_in(&world, &config).await, Err(PlatformError::Untrusted));
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_is_not_understood() {
    let world = World::new().await;
    let config = config(&format!("https://localhost:{}", world.platform.address().port()));
    assert_eq!(log_in(&world, &config).await, Err(PlatformError::NotUnderstood));
}

#[test]
fn a_root_that_is_no_certificate_is_a_wrong_configuration() {
    let config = Config { extra_roots: vec![vec![1, 2, 3]], ..Config::new("https://platform.example") };
    assert_eq!(HttpPlatform::new(&config).unwrap_err(), PlatformError::BadConfiguration);
}

#[tokio::test]
async fn tls_of_1_2_and_of_1_3_is_spoken() {
    let world = World::new().await;
    for version in [&TLS12, &TLS13] {
        let door = Door::speaking(&[version], world.platform.address()).await;
        let config = Config { extra_roots: vec![door.certificate.clone()], ..door.config() };
        assert_eq!(log_in(&world, &config).await, Ok(()), "{version:?}");
    }
}

#[tokio::test]
async fn older_tls_is_neither_offered_nor_taken() {
    let world = World::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let config = config(&format!("https://localhost:{}", listener.local_addr().unwrap().port()));
    let server = async {
        let (mut client, _) = listener.accept().await.unwrap();
        let mut header = [0; 5];
        client.read_exact(&mut header).await.unwrap();
        let mut hello = vec![0; usize::from(u16::from_be_bytes([header[3], header[4]]))];
        client.read_exact(&mut hello).await.unwrap();
        client.write_all(&server_hello_of_1_1()).await.unwrap();
        let _alert = client.read(&mut [0; 64]).await;
        supported_versions(&hello)
    };
    let (error, mut offered) = tokio::join!(log_in(&world, &config), server);
    assert_eq!(error, Err(PlatformError::NotUnderstood));
    offered.sort_unstable();
    assert_eq!(offered, [0x0303, 0x0304]);
}

/// A server's hello (RFC 4346 §7.4.1.3) that chooses TLS 1.1.
fn server_hello_of_1_1() -> Vec<u8> {
    let mut hello = vec![0x03, 0x02];
    hello.extend([7; 32]); // random
    hello.extend([0, 0xc0, 0x13, 0]); // no session, ECDHE-RSA-AES128-SHA, no compression
    let mut record = vec![0x16, 0x03, 0x02, 0, hello.len() as u8 + 4, 2, 0, 0, hello.len() as u8];
    record.extend(hello);
    record
}

/// The versions of extension 43 of a client's hello (RFC 8446 §4.2.1).
fn supported_versions(hello: &[u8]) -> Vec<u16> {
    let long = |at: usize| usize::from(u16::from_be_bytes([hello[at], hello[at + 1]]));
    let mut at = 4 + 2 + 32; // type and length, version, random
    at += 1 + usize::from(hello[at]); // session
    at += 2 + long(at); // cipher suites
    at += 1 + usize::from(hello[at]); // compressions
    at += 2; // length of the extensions
    while long(at) != 43 {
        at += 4 + long(at + 2);
    }
    let versions = &hello[at + 5..at + 5 + usize::from(hello[at + 4])];
    versions.chunks(2).map(|version| u16::from_be_bytes([version[0], version[1]])).collect()
}

/// A server that answers every request with `answer`, and tells of each.
async fn answering(answer: Vec<u8>) -> (SocketAddr, tokio::sync::mpsc::UnboundedReceiver<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (tell, told) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let _ = tell.send(());
            let _request = client.read(&mut [0; 4096]).await;
            let _ = client.write_all(&answer).await;
            let _ = client.shutdown().await;
        }
    });
    (address, told)
}

async fn get(address: SocketAddr) -> Result<http::Response<Bytes>, PlatformError> {
    let transport = WebTransport::new(&config(&format!("http://{address}"))).unwrap();
    let request = http::Request::get(format!("http://{address}/v1/student")).body(Bytes::new()).unwrap();
    transport.exchange(request, Duration::from_secs(5)).await
}

#[tokio::test]
async fn no_redirect_is_followed() {
    let (elsewhere, mut visits) = answering(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n".to_vec()).await;
    for status in [301, 302, 303, 307, 308] {
        let moved = format!("HTTP/1.1 {status} Moved\r\nlocation: http://{elsewhere}/\r\ncontent-length: 0\r\n\r\n");
        let (address, _told) = answering(moved.into_bytes()).await;
        assert_eq!(get(address).await.unwrap().status(), status);
    }
    assert!(visits.try_recv().is_err());
}

#[tokio::test]
async fn no_answer_beyond_256_kib_is_read() {
    for (length, fits) in [(256 << 10, true), ((256 << 10) + 1, false), (64 << 20, false)] {
        let mut answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n").into_bytes();
        answer.resize(answer.len() + length, b' ');
        let (address, _told) = answering(answer).await;
        let answer = get(address).await.map(|answer| answer.body().len());
        assert_eq!(answer, if fits { Ok(length) } else { Err(PlatformError::NotUnderstood) });
    }
}

use crate::support::{World, config};
use rcgen::{CertificateParams, KeyPair, PublicKeyData};
use ruxue_platform::{Config, HttpPlatform, Platform, PlatformError};
use sha2::{Digest, Sha256};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// A door with a self-signed certificate in front of a platform.
struct Door {
    address: SocketAddr,
    certificate: Vec<u8>,
    key_digest: [u8; 32],
}

impl Door {
    async fn before(platform: SocketAddr) -> Self {
        let key = KeyPair::generate().unwrap();
        let certificate = CertificateParams::new(["localhost".to_owned()]).unwrap().self_signed(&key).unwrap();
        let key_digest = Sha256::digest(key.subject_public_key_info()).into();
        let certificate = certificate.der().to_vec();
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
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

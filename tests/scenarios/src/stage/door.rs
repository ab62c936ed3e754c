//! The way to a platform through a port that can be shut and opened again.

use std::io;
use std::net::SocketAddr;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tokio_util::task::AbortOnDropHandle;

/// A port of this machine that leads to the platform behind it while it is open. Shut, nobody listens there, and the
/// connections that led through it are cut.
pub(super) struct Door {
    address: SocketAddr,
    behind: SocketAddr,
    open: Mutex<Option<AbortOnDropHandle<()>>>,
}

impl Door {
    /// An open door to `behind` on a free port.
    pub(super) async fn to(behind: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        Ok(Self { address, behind, open: Mutex::new(Some(lead(listener, behind))) })
    }

    /// Where clients find it.
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Opens it, on the same port, unless it is open.
    pub(super) async fn open(&self) -> io::Result<()> {
        let mut open = self.open.lock().await;
        if open.is_none() {
            *open = Some(lead(TcpListener::bind(self.address).await?, self.behind));
        }
        Ok(())
    }

    /// Shuts it; when this is done, nothing passes any more.
    pub(super) async fn shut(&self) {
        if let Some(leading) = self.open.lock().await.take() {
            leading.abort();
            // Aborted, as it was meant to be.
            let _ = leading.await;
        }
    }
}

/// Leads who comes to `listener` to `behind`, until dropped with all its connections.
fn lead(listener: TcpListener, behind: SocketAddr) -> AbortOnDropHandle<()> {
    AbortOnDropHandle::new(tokio::spawn(async move {
        let mut passing = JoinSet::new();
        loop {
            tokio::select! {
                Ok((client, _)) = listener.accept() => {
                    passing.spawn(pass(client, behind));
                }
                Some(_) = passing.join_next() => {}
            }
        }
    }))
}

async fn pass(mut client: TcpStream, behind: SocketAddr) -> io::Result<()> {
    let mut server = TcpStream::connect(behind).await?;
    copy_bidirectional(&mut client, &mut server).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    /// Answers every connection's bytes with the same bytes.
    async fn echo() -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((mut client, _)) = listener.accept().await {
                tokio::spawn(async move {
                    let (mut from, mut to) = client.split();
                    let _ = tokio::io::copy(&mut from, &mut to).await;
                });
            }
        });
        address
    }

    async fn said_back(through: &mut TcpStream) -> io::Result<[u8; 2]> {
        through.write_all(b"ab").await?;
        let mut answer = [0; 2];
        through.read_exact(&mut answer).await?;
        Ok(answer)
    }

    #[tokio::test]
    async fn a_door_that_is_shut_cuts_what_passes_and_lets_nobody_in_until_it_is_opened_again() {
        let door = Door::to(echo().await).await.unwrap();
        let mut through = TcpStream::connect(door.address()).await.unwrap();
        assert_eq!(said_back(&mut through).await.unwrap(), *b"ab");
        door.shut().await;
        door.shut().await;
        assert!(said_back(&mut through).await.is_err());
        let refused = TcpStream::connect(door.address()).await.map_err(|error| error.kind());
        assert_eq!(refused.unwrap_err(), io::ErrorKind::ConnectionRefused);
        door.open().await.unwrap();
        door.open().await.unwrap();
        let mut through = TcpStream::connect(door.address()).await.unwrap();
        assert_eq!(said_back(&mut through).await.unwrap(), *b"ab");
    }
}

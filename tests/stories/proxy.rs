//! A network that does what networks do, between the real client and the real service: one request for each connection,
//! and for each a fate drawn from a seed.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// What becomes of a connection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It is as if there were no proxy.
    Passes,
    /// It takes a while.
    Late,
    /// The request arrives, the answer never does.
    CutAfterRequest,
    /// The answer breaks off in the middle.
    CutInAnswer,
    /// Nothing is ever answered, and nothing arrives.
    HalfOpen,
    /// The request arrives byte by byte, and so does the answer.
    Drips,
    /// The request arrives twice; the first answer comes back.
    Twice,
    /// The connection is reset before anything arrives.
    Reset,
}

/// All of them; every third passes.
const FATES: [Fate; 12] = [
    Fate::Passes,
    Fate::Late,
    Fate::CutAfterRequest,
    Fate::Passes,
    Fate::CutInAnswer,
    Fate::HalfOpen,
    Fate::Passes,
    Fate::Drips,
    Fate::Twice,
    Fate::Passes,
    Fate::Reset,
    Fate::CutAfterRequest,
];

/// From the seed of the run, or one of today: `YICHUANG_SEED` repeats a run.
pub fn seed() -> u64 {
    let given = std::env::var("YICHUANG_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = given.unwrap_or_else(|| uuid::Uuid::now_v7().as_u64_pair().1);
    println!("YICHUANG_SEED={seed}");
    seed
}

/// The proxy; it ends with the test.
pub struct Proxy {
    pub address: String,
    counts: Arc<[AtomicUsize; FATES.len()]>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Proxy {
    /// In front of a service.
    pub async fn before(service: &str, seed: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let to = service.trim_start_matches("http://").to_owned();
        let counts: Arc<[AtomicUsize; FATES.len()]> = Arc::default();
        let counted = Arc::clone(&counts);
        let throw = AtomicU64::new(seed);
        let task = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let at = next(&throw);
                counted[at].fetch_add(1, Ordering::SeqCst);
                let to = to.clone();
                tokio::spawn(async move { drop(carry(stream, &to, FATES[at]).await) });
            }
        });
        Self { address, counts, task }
    }

    /// How many connections met this fate.
    pub fn met(&self, fate: Fate) -> usize {
        FATES
            .iter()
            .zip(self.counts.iter())
            .filter(|(one, _)| **one == fate)
            .map(|(_, count)| count.load(Ordering::SeqCst))
            .sum()
    }
}

fn next(throw: &AtomicU64) -> usize {
    let step = |one: u64| one.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let before = throw.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |one| Some(step(one))).unwrap();
    usize::try_from(step(before) >> 33).unwrap() % FATES.len()
}

async fn carry(mut stream: TcpStream, to: &str, fate: Fate) -> std::io::Result<()> {
    match fate {
        Fate::Reset => return stream.set_zero_linger(),
        Fate::HalfOpen => return std::future::pending().await,
        _ => {}
    }
    let request = request(&mut stream).await?;
    if fate == Fate::Late {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let answer = delivered(&request, to, fate == Fate::Drips).await?;
    if fate == Fate::Twice {
        delivered(&request, to, false).await?;
    }
    match fate {
        Fate::CutAfterRequest => Ok(()),
        Fate::CutInAnswer => {
            stream.write_all(&answer[..answer.len() / 2]).await?;
            stream.set_zero_linger()
        }
        Fate::Drips => {
            for byte in answer {
                stream.write_all(&[byte]).await?;
                stream.flush().await?;
            }
            stream.shutdown().await
        }
        _ => {
            stream.write_all(&answer).await?;
            stream.shutdown().await
        }
    }
}

/// The whole request, made to be the only one of its connection.
async fn request(stream: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let text = String::from_utf8(head).unwrap();
    let length = text
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body).await?;
    let mut whole = text.replacen("\r\n\r\n", "\r\nconnection: close\r\n\r\n", 1).into_bytes();
    whole.extend(body);
    Ok(whole)
}

async fn delivered(request: &[u8], to: &str, drip: bool) -> std::io::Result<Vec<u8>> {
    let mut service = TcpStream::connect(to).await?;
    if drip {
        for byte in request {
            service.write_all(&[*byte]).await?;
            service.flush().await?;
        }
    } else {
        service.write_all(request).await?;
    }
    let mut answer = Vec::new();
    service.read_to_end(&mut answer).await?;
    Ok(answer)
}

//! Where the session token stays between two starts of a desk: in the system's keyring or nowhere; never in a
//! file. A keyring that hangs is not waited for.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::timeout;

use super::journal::JournalKey;
use crate::domain::ids::{HallId, OfficerId, WindowId};

const SERVICE: &str = "yichuang";
const PATIENCE: Duration = Duration::from_secs(2);

/// Whose session it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Account {
    /// Address of the service; a token is never shown to another one.
    pub server: String,
    /// Hall.
    pub hall: HallId,
    /// Window.
    pub window: WindowId,
    /// Officer.
    pub officer: OfficerId,
}

impl Account {
    /// The name of the entry in the keyring.
    fn user(&self) -> String {
        format!("{}/{}/{}", self.hall, self.window, self.officer)
    }
}

/// Where a token is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kept {
    /// In the keyring of the system.
    Keyring,
    /// Only in this program, with the reason: the next start asks for the password.
    Memory(String),
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Keyring => write!(f, "登录凭据已存入系统钥匙串"),
            Self::Memory(reason) => write!(f, "登录凭据只留在本程序内，退出后须重新登录（{reason}）"),
        }
    }
}

/// A place for secrets. The calls may block.
pub trait Vault: Send + Sync + 'static {
    /// Stores a secret.
    ///
    /// # Errors
    /// Why not, in Chinese.
    fn set(&self, user: &str, secret: &str) -> Result<(), String>;

    /// Gets a secret, if there is one.
    ///
    /// # Errors
    /// Why not, in Chinese.
    fn get(&self, user: &str) -> Result<Option<String>, String>;

    /// Erases a secret; none there is no error.
    ///
    /// # Errors
    /// Why not, in Chinese.
    fn erase(&self, user: &str) -> Result<(), String>;
}

/// Keeps tokens.
#[derive(Clone)]
pub struct TokenStore {
    vault: Arc<dyn Vault>,
    patience: Duration,
}

impl fmt::Debug for TokenStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenStore").finish_non_exhaustive()
    }
}

impl TokenStore {
    /// The keyring of the system.
    pub fn system() -> Self {
        Self::with(Arc::new(SystemKeyring), PATIENCE)
    }

    /// A file in the place of the keyring, without any protection: only in builds for tests.
    #[cfg(debug_assertions)]
    pub fn in_a_file_for_tests(path: std::path::PathBuf) -> Self {
        Self::with(Arc::new(file::FileVault(path)), PATIENCE)
    }

    /// Another place, and how long to wait for it.
    pub fn with(vault: Arc<dyn Vault>, patience: Duration) -> Self {
        Self { vault, patience }
    }

    /// Keeps a token.
    pub async fn keep(&self, account: &Account, token: &str) -> Kept {
        let (user, secret) = (account.user(), format!("{} {token}", account.server));
        match self.ask(move |vault| vault.set(&user, &secret)).await {
            Ok(()) => Kept::Keyring,
            Err(reason) => Kept::Memory(reason),
        }
    }

    /// The token kept for this account at this service, if any.
    pub async fn recall(&self, account: &Account) -> Option<String> {
        let user = account.user();
        let secret = self.ask(move |vault| vault.get(&user)).await.ok()??;
        let (server, token) = secret.split_once(' ')?;
        (server == account.server).then(|| token.to_owned())
    }

    /// Erases the token, at logout.
    ///
    /// # Errors
    /// Why it may still be there, in Chinese.
    pub async fn erase(&self, account: &Account) -> Result<(), String> {
        let user = account.user();
        self.ask(move |vault| vault.erase(&user)).await
    }

    /// The key of an officer's journal on this machine; made and kept when it is asked for the first time.
    ///
    /// # Errors
    /// Why there is none, in Chinese: the journal is in memory then.
    pub async fn journal_key(&self, account: &Account) -> Result<JournalKey, String> {
        // One for all windows of the officer; never shared by two services.
        let user = format!("journal/{}/{}@{}", account.hall, account.officer, account.server);
        self.ask(move |vault| {
            let kept = || -> Result<Option<JournalKey>, String> {
                Ok(vault.get(&user)?.as_deref().and_then(JournalKey::from_secret))
            };
            if let Some(key) = kept()? {
                return Ok(key);
            }
            let fresh = JournalKey::fresh().map_err(|fault| fault.to_string())?;
            vault.set(&user, &fresh.to_secret())?;
            // What will be found the next time is what counts.
            kept()?.ok_or_else(|| "系统钥匙串没有保存密钥".to_owned())
        })
        .await
    }

    /// Whether the keyring works here.
    ///
    /// # Errors
    /// Why not, in Chinese.
    pub async fn check(&self) -> Result<(), String> {
        self.ask(|vault| vault.get("doctor").map(drop)).await
    }

    /// Asks on a thread of its own: one that hangs holds up neither the desk nor its end.
    async fn ask<T, F>(&self, question: F) -> Result<T, String>
    where
        T: Send + 'static,
        F: FnOnce(&dyn Vault) -> Result<T, String> + Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        let vault = Arc::clone(&self.vault);
        std::thread::Builder::new()
            .name("keyring".to_owned())
            .spawn(move || drop(tell.send(question(&*vault))))
            .map_err(|error| format!("不能启动线程：{error}"))?;
        match timeout(self.patience, told).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => Err("系统钥匙串出错".to_owned()),
            Err(_) => Err("系统钥匙串没有应答，可能在等待解锁".to_owned()),
        }
    }
}

/// Keychain of macOS, Credential Manager of Windows, Secret Service elsewhere.
struct SystemKeyring;

impl SystemKeyring {
    fn entry(user: &str) -> Result<keyring::Entry, String> {
        if let Err(error) = keyring::Entry::store_status() {
            return Err(in_words(error));
        }
        keyring::Entry::new(SERVICE, user).map_err(|error| in_words(&error))
    }
}

impl Vault for SystemKeyring {
    fn set(&self, user: &str, secret: &str) -> Result<(), String> {
        Self::entry(user)?.set_password(secret).map_err(|error| in_words(&error))
    }

    fn get(&self, user: &str) -> Result<Option<String>, String> {
        match Self::entry(user)?.get_password() {
            Ok(secret) => Ok(Some(secret)),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(in_words(&error)),
        }
    }

    fn erase(&self, user: &str) -> Result<(), String> {
        match Self::entry(user)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(in_words(&error)),
        }
    }
}

/// The reason in words. What the error carries may hold the secret itself, so it is not shown.
fn in_words(error: &keyring::Error) -> String {
    match error {
        keyring::Error::NoStorageAccess(_) => "系统钥匙串已锁定或拒绝访问".to_owned(),
        keyring::Error::PlatformFailure(_) | keyring::Error::NoDefaultStore => {
            "本机没有运行系统钥匙串".to_owned()
        }
        _ => "系统钥匙串不能使用".to_owned(),
    }
}

#[cfg(debug_assertions)]
mod file;
#[cfg(test)]
mod tests;

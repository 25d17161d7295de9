//! What is kept of a password while its session lasts, in memory only: enough to open a locked desk without a line to
//! the service, too little to learn the password from.

use sha2::{Digest, Sha256};

use super::journal::JournalFault;

/// Wrong passwords after which it is forgotten: then the service judges, which locks an account that is being tried.
const TRIES: u8 = 5;

/// A salted digest of the password that was typed at the login.
#[derive(Clone, PartialEq, Eq)]
pub struct Proof {
    salt: [u8; 16],
    digest: [u8; 32],
    tries: u8,
}

impl std::fmt::Debug for Proof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Proof").field("tries", &self.tries).finish_non_exhaustive()
    }
}

impl Proof {
    /// Of a password that the service took.
    ///
    /// # Errors
    /// The system gives no randomness.
    pub fn of(password: &str) -> Result<Self, JournalFault> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|error| JournalFault::Random(error.to_string()))?;
        Ok(Self { salt, digest: digest(salt, password), tries: TRIES })
    }

    /// Whether this is the password; none when too many others were tried.
    pub fn is_right(&mut self, password: &str) -> Option<bool> {
        self.tries.checked_sub(1)?;
        let right = digest(self.salt, password) == self.digest;
        self.tries = if right { TRIES } else { self.tries.saturating_sub(1) };
        Some(right)
    }
}

fn digest(salt: [u8; 16], password: &str) -> [u8; 32] {
    Sha256::new().chain_update(salt).chain_update(password.as_bytes()).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_wrong_passwords_are_too_many() {
        let mut proof = Proof::of("yichuang").unwrap();
        for _ in 0..4 {
            assert_eq!(proof.is_right("猜的"), Some(false));
        }
        assert_eq!(proof.is_right("yichuang"), Some(true), "the right one begins anew");
        for _ in 0..5 {
            assert_eq!(proof.is_right("猜的"), Some(false));
        }
        assert_eq!(proof.is_right("yichuang"), None);
        assert!(!format!("{proof:?}").contains("digest"));
    }
}

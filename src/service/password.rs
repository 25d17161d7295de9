//! Passwords and tokens.

use argon2::password_hash::phc::Salt;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Argon2, Params};

use super::store::seal;

/// Made once with the parameters below, for nobody: checking it takes as long as checking a real one.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ib2R5$Zm5vYm9keW5vYm9keW5vYm9keW5vYm9keW5vYm9keQ";

/// The Argon2id hash of a password, with 19 MiB, two passes and one lane, and a salt of its own.
///
/// # Errors
/// [`argon2::password_hash::Error`], when the machine has no randomness or no memory.
pub fn password_hash(password: &str) -> Result<String, argon2::password_hash::Error> {
    let params = Params::new(19 * 1024, 2, 1, None)?;
    let argon = Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    Ok(argon.hash_password(password.as_bytes())?.to_string())
}

/// Whether the password belongs to the hash. Without a hash it takes as long and is never right.
pub fn is_right(password: &str, hash: Option<&str>) -> bool {
    let known = hash.is_some();
    let right = Argon2::default().verify_password(password.as_bytes(), hash.unwrap_or(NOBODY)).is_ok();
    known && right
}

/// A new bearer token: 256 bits of the system's randomness.
pub fn token() -> String {
    let (first, second) = (Salt::generate(), Salt::generate());
    format!("{}{}", seal::hex(&first), seal::hex(&second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_right_only_for_its_own_hash() {
        let hash = password_hash("青河-2026").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(is_right("青河-2026", Some(&hash)));
        assert!(!is_right("青河-2027", Some(&hash)));
        assert!(!is_right("青河-2026", None));
    }

    #[test]
    fn the_hash_of_nobody_is_really_checked() {
        let checked = Argon2::default().verify_password(b"", NOBODY);
        assert_eq!(checked, Err(argon2::password_hash::Error::PasswordInvalid));
    }

    #[test]
    fn tokens_are_long_and_never_the_same() {
        assert_eq!(token().len(), 64);
        assert_ne!(token(), token());
    }
}

//! A keyring in a file, for tests of the whole program where no keyring runs. It protects nothing, and no release build
//! has it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::Vault;

/// Secrets as lines of JSON in one file.
pub(super) struct FileVault(pub(super) PathBuf);

impl FileVault {
    fn all(&self) -> Result<BTreeMap<String, String>, String> {
        match std::fs::read(&self.0) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| error.to_string()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(BTreeMap::new()),
            Err(error) => Err(error.to_string()),
        }
    }

    fn change(&self, change: impl FnOnce(&mut BTreeMap<String, String>)) -> Result<(), String> {
        let mut all = self.all()?;
        change(&mut all);
        let beside = self.0.with_extension("beside");
        let bytes = serde_json::to_vec(&all).map_err(|error| error.to_string())?;
        std::fs::write(&beside, bytes).map_err(|error| error.to_string())?;
        std::fs::rename(&beside, &self.0).map_err(|error| error.to_string())
    }
}

impl Vault for FileVault {
    fn set(&self, user: &str, secret: &str) -> Result<(), String> {
        self.change(|all| drop(all.insert(user.to_owned(), secret.to_owned())))
    }

    fn get(&self, user: &str) -> Result<Option<String>, String> {
        Ok(self.all()?.get(user).cloned())
    }

    fn erase(&self, user: &str) -> Result<(), String> {
        self.change(|all| drop(all.remove(user)))
    }
}

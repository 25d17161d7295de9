use std::collections::BTreeMap;
use std::sync::Mutex;

use super::*;

#[derive(Default)]
struct Drawer(Mutex<BTreeMap<String, String>>);

impl Vault for Drawer {
    fn set(&self, user: &str, secret: &str) -> Result<(), String> {
        self.0.lock().unwrap().insert(user.to_owned(), secret.to_owned());
        Ok(())
    }

    fn get(&self, user: &str) -> Result<Option<String>, String> {
        Ok(self.0.lock().unwrap().get(user).cloned())
    }

    fn erase(&self, user: &str) -> Result<(), String> {
        self.0.lock().unwrap().remove(user);
        Ok(())
    }
}

/// A keyring that waits for somebody to unlock it, or falls over.
struct Stuck(bool);

impl Vault for Stuck {
    fn set(&self, _: &str, _: &str) -> Result<(), String> {
        assert!(!self.0, "fell over");
        loop {
            std::thread::park();
        }
    }

    fn get(&self, _: &str) -> Result<Option<String>, String> {
        Err("没有".to_owned())
    }

    fn erase(&self, _: &str) -> Result<(), String> {
        Ok(())
    }
}

fn account(server: &str) -> Account {
    Account { server: server.to_owned(), hall: "qinghe".into(), window: "07".into(), officer: "Q1".into() }
}

#[tokio::test]
async fn a_token_is_kept_for_its_service_only_until_logout() {
    let drawer = Arc::new(Drawer::default());
    let store = TokenStore::with(Arc::clone(&drawer) as Arc<dyn Vault>, PATIENCE);
    let (here, elsewhere) = (account("https://a.cn"), account("https://b.cn"));
    assert_eq!(store.keep(&here, "geheim").await, Kept::Keyring);
    assert!(drawer.0.lock().unwrap().contains_key("qinghe/07/Q1"));
    assert_eq!(store.recall(&here).await.as_deref(), Some("geheim"));
    assert_eq!(store.recall(&elsewhere).await, None);
    store.erase(&here).await.unwrap();
    assert_eq!(store.recall(&here).await, None);
}

#[tokio::test]
async fn a_keyring_that_hangs_or_falls_over_is_not_waited_for() {
    for falls in [false, true] {
        let store = TokenStore::with(Arc::new(Stuck(falls)), Duration::from_millis(50));
        let kept = store.keep(&account("https://a.cn"), "geheim").await;
        assert!(matches!(kept, Kept::Memory(_)));
        assert!(kept.to_string().contains("退出后须重新登录") && !kept.to_string().contains("geheim"));
        assert_eq!(store.recall(&account("https://a.cn")).await, None);
    }
}

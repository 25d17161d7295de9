//! Whether the service answers, and which version.

use std::time::Instant;

use super::Finding;
use crate::client::{Client, ClientError};
use crate::wire::Health;

const TOPIC: &str = "服务";

/// Asks the service, if an address is known.
pub(super) async fn reachable(server: Option<&str>) -> Finding {
    let Some(server) = server else {
        let mend = "运行 yichuang doctor --server 地址，或在配置文件写 server";
        return Finding::care(TOPIC, "没有给出服务地址，未检查", mend);
    };
    let begun = Instant::now();
    let answer = match Client::new(server) {
        Ok(client) => client.health().await,
        Err(error) => Err(error),
    };
    judge(server, answer, begun.elapsed().as_millis())
}

fn judge(server: &str, answer: Result<Health, ClientError>, millis: u128) -> Finding {
    let health = match answer {
        Ok(health) => health,
        Err(error) => return Finding::bad(TOPIC, format!("{server} 不能使用"), error.to_string()),
    };
    let halls: Vec<_> = health.halls.iter().map(|(_, name)| name.as_str()).collect();
    let kind = if health.demonstration { "，演示环境" } else { "" };
    let found = format!("{server} 正常，版本 {}，{}{kind}，{millis} 毫秒", health.version, halls.join("、"));
    if health.version == env!("CARGO_PKG_VERSION") {
        Finding::good(TOPIC, found)
    } else {
        let mend = format!("本程序版本 {}；版本不同时请运维统一升级", env!("CARGO_PKG_VERSION"));
        Finding::care(TOPIC, found, mend)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::doctor::Verdict;

    fn health(version: &str) -> Health {
        Health {
            now: jiff::Timestamp::UNIX_EPOCH,
            service: "yichuang".to_owned(),
            version: version.to_owned(),
            halls: vec![("qinghe".into(), "青河县政务服务中心".to_owned())],
            demonstration: true,
            join: None,
        }
    }

    #[tokio::test]
    async fn a_service_that_cannot_be_used_is_bad_and_none_is_not() {
        assert_eq!(reachable(None).await.verdict, Verdict::Care);
        let plain = reachable(Some("http://10.1.2.3")).await;
        assert_eq!(plain.verdict, Verdict::Bad);
        assert!(plain.mend.unwrap().contains("https://"));
    }

    #[test]
    fn version_hall_and_demonstration_are_shown() {
        let same = judge("https://a.cn", Ok(health(env!("CARGO_PKG_VERSION"))), 3);
        assert_eq!(same.verdict, Verdict::Good);
        assert!(same.found.contains("青河县政务服务中心，演示环境，3 毫秒"));
        assert_eq!(judge("https://a.cn", Ok(health("9.9.9")), 3).verdict, Verdict::Care);
    }
}

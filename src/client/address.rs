//! The address of the service: what an officer or an engineer may write, and what is refused.

use std::net::IpAddr;

use reqwest::Url;

use super::ClientError;

/// Reads an address. Without a scheme, this machine is taken as `http`, every other as `https`. Plain HTTP to
/// another machine needs the explicit permission.
pub(super) fn parse(written: &str, plain_allowed: bool) -> Result<Url, ClientError> {
    let written = written.trim();
    let bad = |why: &str| ClientError::BadAddress { address: without_secret(written), why: why.to_owned() };
    if written.is_empty() {
        return Err(bad("没有写地址"));
    }
    let parsed = if written.contains("://") {
        Url::parse(written)
    } else {
        Url::parse(&format!("https://{written}")).and_then(|url| {
            if is_loopback(&url) { Url::parse(&format!("http://{written}")) } else { Ok(url) }
        })
    };
    let mut url = parsed.map_err(|_| bad("不是网址"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(bad("只能是 https:// 或 http:// 开头"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(bad("地址里不能写账号和口令"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(bad("不能带“?”或“#”"));
    }
    if url.scheme() == "http" && !plain_allowed && !is_loopback(&url) {
        return Err(ClientError::Plain { address: written.to_owned() });
    }
    let path = url.path().trim_end_matches('/').to_owned();
    url.set_path(&path);
    Ok(url)
}

/// Whether the address is this machine.
pub(super) fn is_loopback(url: &Url) -> bool {
    url.host_str().is_some_and(|host| {
        host.eq_ignore_ascii_case("localhost")
            || host
                .trim_start_matches('[')
                .trim_end_matches(']')
                .parse::<IpAddr>()
                .is_ok_and(|ip| ip.is_loopback())
    })
}

/// The address for a message: what stands before an `@` is hidden.
fn without_secret(written: &str) -> String {
    written.rsplit_once('@').map_or_else(|| written.to_owned(), |(_, host)| format!("…@{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str) -> Result<String, ClientError> {
        parse(written, false).map(String::from)
    }

    #[test]
    fn the_scheme_may_be_left_out() {
        assert_eq!(read("10.1.2.3:7070").unwrap(), "https://10.1.2.3:7070/");
        assert_eq!(read("localhost:7070").unwrap(), "http://localhost:7070/");
        assert_eq!(read("[::1]:7070").unwrap(), "http://[::1]:7070/");
        assert_eq!(read(" https://a.gov.cn/yichuang/ ").unwrap(), "https://a.gov.cn/yichuang");
    }

    #[test]
    fn plain_http_leaves_this_machine_only_when_allowed() {
        let refused = read("http://10.1.2.3:7070").unwrap_err();
        assert!(matches!(refused, ClientError::Plain { .. }));
        assert!(refused.to_string().contains("请改用 https://"));
        assert!(matches!(read("http://127.0.0.1.evil.cn").unwrap_err(), ClientError::Plain { .. }));
        assert!(parse("http://10.1.2.3:7070", true).is_ok());
        assert!(read("http://127.0.0.1:7070").is_ok());
    }

    #[test]
    fn what_is_no_address_is_said_so_without_its_secrets() {
        for written in ["", "ftp://a", "https://", "https://u:p@a.cn", "https://a.cn/?x=1", "http://a b"] {
            assert!(matches!(read(written).unwrap_err(), ClientError::BadAddress { .. }), "{written}");
        }
        assert!(!read("https://u:geheim@a.cn").unwrap_err().to_string().contains("geheim"));
    }
}

//! What can go wrong between a desk and the service, as sentences with the next step.

use crate::wire::Problem;

/// Why a call gave no result. `Display` is for the officer.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ClientError {
    /// A rule stands against it; the sentence is the service's.
    #[error("{}", .0.title)]
    Refused(Box<Problem>),
    /// Not logged in, logged in elsewhere, or the password is wrong; the sentence is the service's.
    #[error("{}", .0.title)]
    Unauthenticated(Box<Problem>),
    /// The service answers and cannot work at the moment (5xx, 429, or it is still at the same order); the
    /// sentence is the service's.
    #[error("{}", .0.title)]
    Unavailable(Box<Problem>),
    /// No connection was made: nothing was sent.
    #[error("连不上服务 {server}；请检查网线和服务地址，或联系运维")]
    Unreachable {
        /// Address that was tried.
        server: String,
        /// What the network said, for the log.
        detail: String,
    },
    /// The identity of the service could not be verified: nothing was sent.
    #[error("服务 {server} 的证书不能核实，未发送任何内容；请运维检查证书和本机时间")]
    Untrusted {
        /// Address that was tried.
        server: String,
        /// What the verifier said, for the log.
        detail: String,
    },
    /// No answer in time; whether it was done is unknown.
    #[error("服务未在规定时间内应答，是否办成尚不清楚；将以同一编号重发，不会重复办理")]
    TimedOut,
    /// The connection broke before the answer was complete; whether it was done is unknown.
    #[error("连接中途断开，是否办成尚不清楚；将以同一编号重发，不会重复办理")]
    Broken {
        /// What the network said, for the log.
        detail: String,
    },
    /// Something answers that is not this service, or that speaks another version.
    #[error("{server} 的应答不是一窗服务的内容（{found}）；请核对服务地址和版本")]
    NotYichuang {
        /// Address that was asked.
        server: String,
        /// What came instead.
        found: String,
    },
    /// The answer is larger than a desk takes.
    #[error("服务的应答超过 {} MiB，已停止接收；请缩小查询范围，或核对服务地址", .limit.div_ceil(1024 * 1024))]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// The address cannot be one.
    #[error("服务地址“{address}”不对：{why}；写法如 https://yichuang.example.gov.cn")]
    BadAddress {
        /// As written.
        address: String,
        /// What is wrong.
        why: String,
    },
    /// Plain HTTP to another machine.
    #[error(
        "服务地址 {address} 未加密，口令和申请人信息会在网上明文传送；请改用 https://，确需明文的须由运维明确允许"
    )]
    Plain {
        /// As written.
        address: String,
    },
    /// The HTTP or TLS machinery cannot be set up on this machine.
    #[error("本机不能建立加密连接（{detail}）；请运维检查系统证书")]
    Setup {
        /// Why.
        detail: String,
    },
}

impl ClientError {
    /// Whether the service has answered for good: the same order sent again would get the same.
    pub fn is_final(&self) -> bool {
        matches!(
            self,
            Self::Refused(_) | Self::Unauthenticated(_) | Self::BadAddress { .. } | Self::Plain { .. }
        )
    }

    /// Whether an order may have been carried out although no receipt came.
    pub fn outcome_unknown(&self) -> bool {
        matches!(
            self,
            Self::TimedOut
                | Self::Broken { .. }
                | Self::Unavailable(_)
                | Self::TooLarge { .. }
                | Self::NotYichuang { .. }
        )
    }

    /// Reads what reqwest reports. Nothing of a request is in the text: no query, no token.
    pub(super) fn of(error: reqwest::Error, server: &str) -> Self {
        let error = error.without_url();
        let detail = chain(&error);
        let server = server.to_owned();
        if detail.contains("certificate") {
            Self::Untrusted { server, detail }
        } else if error.is_connect() {
            Self::Unreachable { server, detail }
        } else if error.is_timeout() {
            Self::TimedOut
        } else if detail.contains("invalid HTTP") {
            Self::NotYichuang { server, found: "不是 HTTP 应答".to_owned() }
        } else {
            Self::Broken { detail }
        }
    }
}

/// An error and what caused it, on one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_says_what_to_do_next() {
        let limit = 8 * 1024 * 1024;
        assert_eq!(
            ClientError::TooLarge { limit }.to_string(),
            "服务的应答超过 8 MiB，已停止接收；请缩小查询范围，或核对服务地址"
        );
        assert!(ClientError::TimedOut.outcome_unknown() && !ClientError::TimedOut.is_final());
    }
}

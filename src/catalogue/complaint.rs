//! What serde, toml and jiff complain about, in words an engineer of a hall understands.

use super::problem::nearest;

/// Why a value could not be read.
pub(super) enum Fault {
    /// Written, known.
    UnknownField(String, Vec<String>),
    /// Written, known.
    UnknownValue(String, Vec<String>),
    /// A field that must be there.
    Missing(String),
    /// Anything else, in English.
    Other(String),
}

/// What is said of a field that must be there.
pub(super) fn missing(field: &str) -> String {
    format!("缺少字段“{field}”")
}

impl Fault {
    pub(super) fn of(message: &str) -> Self {
        let mut quoted = message.split('`').skip(1).step_by(2).map(str::to_owned);
        let mut first = || quoted.next().unwrap_or_default();
        if message.starts_with("unknown field") {
            Self::UnknownField(first(), quoted.collect())
        } else if message.starts_with("unknown variant") {
            Self::UnknownValue(first(), quoted.collect())
        } else if message.starts_with("missing field") {
            Self::Missing(first())
        } else {
            Self::Other(message.to_owned())
        }
    }

    /// The sentence, and the name that was probably meant.
    pub(super) fn tell(&self) -> (String, Option<String>) {
        let near = |written: &str, known: &[String]| nearest(written, known.iter().map(String::as_str));
        match self {
            Self::UnknownField(written, known) => (format!("不认识的字段“{written}”"), near(written, known)),
            Self::UnknownValue(written, known) => {
                (format!("不认识的值“{written}”，可以写：{}", known.join("、")), near(written, known))
            }
            Self::Missing(field) => (missing(field), None),
            Self::Other(message) => (other(message), None),
        }
    }
}

/// A fault of syntax.
pub(super) fn syntax(message: &str) -> String {
    const KNOWN: [(&str, &str); 24] = [
        ("string values must be quoted", "文字要加引号"),
        ("invalid basic string", "引号没有成对"),
        ("invalid literal string", "引号没有成对"),
        ("invalid multi-line", "引号没有成对"),
        ("unexpected key or value", "这里多了内容，一行只写一个字段"),
        ("key with no value", "字段名后面缺少“=”"),
        ("missing comma", "各项之间缺少逗号"),
        ("unclosed array", "列表没有写完，缺少“]”"),
        ("unclosed inline table", "表没有写完，缺少“}”"),
        ("unclosed table", "表头没有写完，缺少“]”"),
        ("unexpected `=` in array", "列表里不能写“=”"),
        ("missing escaped value", "反斜线后面的字符不对"),
        ("unexpected leading zero", "数不能以 0 开头"),
        ("missing key", "缺少字段名"),
        ("missing assignment", "字段名后面缺少“=”"),
        ("extra assignment", "一项里写了两个“=”"),
        ("missing value", "“=”后面没有写值"),
        ("invalid key-value pair", "一行应写成 字段名 = 值"),
        ("invalid inline table element", "大括号里的每一项应写成 字段名 = 值，各项之间用逗号隔开"),
        ("invalid unquoted key", "字段名只能用字母、数字、“-”和“_”"),
        ("extra comma", "多写了一个逗号"),
        ("unexpected content", "这里多了内容，一行只写一个字段"),
        ("cannot recurse", "嵌套太深"),
        ("recursion limit", "嵌套太深"),
    ];
    if message.starts_with("duplicate key") {
        return "同一个键写了两次".to_owned();
    }
    let known = KNOWN.iter().find(|(start, _)| message.starts_with(start));
    // The parser's own words are English: what is not known is told by what to look at.
    let told = known.map_or("请核对这里的引号、等号、逗号和括号", |(_, told)| told);
    format!("TOML 写法有误：{told}")
}

fn other(message: &str) -> String {
    if let Some((found, wanted)) = both(message, "invalid type: ") {
        return format!("类型不对：写的是{}，应当是{}", written(found, wanted), expected(wanted));
    }
    if let Some((found, wanted)) = both(message, "invalid value: ") {
        return format!("值不合要求：写的是{}，应当是{}", written(found, wanted), expected(wanted));
    }
    if let Some((count, wanted)) = both(message, "invalid length ") {
        return format!("个数不对：写了 {count} 个，应当是{}", expected(wanted));
    }
    let told = if message.starts_with("wanted exactly 1 element") {
        "这里写且只写一个键，如 { is = { … } }；几个条件合在 all 或者 any 里"
    } else if message.starts_with("wanted string or table") {
        "类型不对：应当是一个词（加引号）或者一个表（{ … }）"
    } else if message.starts_with("expected table") {
        "类型不对：应当是表（{ … }）"
    } else if message.starts_with("data did not match any variant") {
        "写法不对：应当是数（如 \"80\"），或者按选项写 { by = \"…\", rates = { … } }"
    } else if message.starts_with("integer number overflowed") {
        "数太大"
    } else if is_date(message) {
        "不是日期或者时刻：日期写作 \"2026-03-01\"，时刻写作 \"08:30\""
    } else if message.is_ascii() {
        return format!("值不合要求（{message}）");
    } else {
        // Our own readers speak Chinese.
        message
    };
    told.to_owned()
}

fn both<'m>(message: &'m str, start: &str) -> Option<(&'m str, &'m str)> {
    message.strip_prefix(start)?.rsplit_once(", expected ")
}

/// Whether jiff speaks of a date or a time of day.
fn is_date(message: &str) -> bool {
    let parts = ["year", "month", "day", "hour", "minute", "second", "date", "time"];
    (message.starts_with("failed to parse") || message.starts_with("expected ") || message.contains("parsed"))
        && parts.iter().any(|part| message.contains(part))
}

/// What was written, as serde names it.
fn written(found: &str, wanted: &str) -> String {
    let value = found.split('`').nth(1).unwrap_or_default();
    if let Some(text) = found.strip_prefix("string ") {
        format!("文字“{}”", text.trim_matches('"'))
    } else if found.starts_with("integer") {
        format!("整数 {value}")
    } else if found.starts_with("floating point") {
        format!("小数 {value}")
    } else if found.starts_with("boolean") {
        value.to_owned()
    } else if found == "sequence" {
        "列表".to_owned()
    } else if found == "map" && matches!(wanted, "a date string" | "a time string" | "a string") {
        // A date without quotes comes as a table.
        "没有加引号的日期、时刻，或者表".to_owned()
    } else if found == "map" {
        "表".to_owned()
    } else if found == "unit variant" {
        "单独一个词".to_owned()
    } else {
        found.to_owned()
    }
}

/// What should have been written, as serde names it.
fn expected(wanted: &str) -> &str {
    match wanted {
        "u8" => " 0 至 255 的整数",
        "u16" => " 0 至 65535 的整数",
        "u32" | "u64" | "usize" => "不小于 0 的整数",
        "i16" | "i32" | "i64" => "整数",
        "a string" | "a borrowed string" | "str" => "文字（加引号）",
        "a boolean" => "true 或者 false",
        "a sequence" => "列表（[ … ]）",
        "a map" => "表（{ … }）",
        "a tuple of size 2" => "两个数，如 [1, 99]",
        "a date string" => "日期，如 \"2026-03-01\"",
        "a time string" => "时刻，如 \"08:30\"",
        "newtype variant" => "带内容的表，如 { is = { … } }",
        _ if wanted.starts_with("struct ") => "表（{ … }）",
        _ => wanted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches: an English remnant before the engineer of a hall.
    #[test]
    fn complaints_are_told_in_chinese() {
        for (message, told) in [
            ("invalid type: integer `5`, expected a string", "类型不对：写的是整数 5，应当是文字（加引号）"),
            (
                "invalid type: string \"五\", expected u16",
                "类型不对：写的是文字“五”，应当是 0 至 65535 的整数",
            ),
            (
                "invalid value: integer `-1`, expected u16",
                "值不合要求：写的是整数 -1，应当是 0 至 65535 的整数",
            ),
            ("invalid length 1, expected a tuple of size 2", "个数不对：写了 1 个，应当是两个数，如 [1, 99]"),
            (
                "invalid type: map, expected a date string",
                "类型不对：写的是没有加引号的日期、时刻，或者表，应当是日期，如 \"2026-03-01\"",
            ),
            ("invalid type: integer `5`, expected struct Limit", "类型不对：写的是整数 5，应当是表（{ … }）"),
            (
                "failed to parse two digit integer as month: parameter 'month' is not in the required range of 1..=12",
                "不是日期或者时刻：日期写作 \"2026-03-01\"，时刻写作 \"08:30\"",
            ),
            ("“x”不是数，应写作 \"80\"", "“x”不是数，应写作 \"80\""),
        ] {
            assert_eq!(Fault::of(message).tell(), (told.to_owned(), None), "{message}");
        }
        assert_eq!(
            syntax("string values must be quoted, expected literal string"),
            "TOML 写法有误：文字要加引号"
        );
        assert_eq!(syntax("duplicate key"), "同一个键写了两次");
        assert_eq!(syntax("extra comma in inline table, expected key"), "TOML 写法有误：多写了一个逗号");
        let unknown = syntax("something new, expected newline");
        assert_eq!(unknown, "TOML 写法有误：请核对这里的引号、等号、逗号和括号");
    }
}

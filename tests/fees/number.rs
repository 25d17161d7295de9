//! Exact numbers for the second evaluator: fractions of whole numbers, no decimals of anybody's library.

/// A fraction; the denominator is above nought. Not reduced: the sizes of the inputs leave room enough, and an
/// overflow stops the test.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    top: i128,
    bottom: i128,
}

impl Ratio {
    pub const ZERO: Self = whole(0);

    pub fn plus(self, other: Self) -> Self {
        if self.bottom == other.bottom {
            return over(self.top + other.top, self.bottom);
        }
        over(self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom)
    }

    pub fn minus(self, other: Self) -> Self {
        self.plus(over(-other.top, other.bottom))
    }

    pub fn times(self, other: Self) -> Self {
        over(self.top * other.top, self.bottom * other.bottom)
    }

    /// Divided by a number above nought.
    pub fn by(self, other: Self) -> Self {
        assert!(other.top > 0, "division by nought");
        over(self.top * other.bottom, self.bottom * other.top)
    }

    pub fn below(self, other: Self) -> bool {
        self.top * other.bottom < other.top * self.bottom
    }

    pub fn least(self, other: Self) -> Self {
        if other.below(self) { other } else { self }
    }

    pub fn most(self, other: Self) -> Self {
        if self.below(other) { other } else { self }
    }

    /// The least whole number that is not below.
    pub fn up(self) -> Self {
        whole(-(-self.top).div_euclid(self.bottom))
    }

    pub fn is_zero(self) -> bool {
        self.top == 0
    }

    /// To the 分, half up; amounts are never below nought (domain-facts 3).
    pub fn fen(self) -> i128 {
        assert!(self.top >= 0, "an amount below nought");
        (self.top * 200 + self.bottom).div_euclid(2 * self.bottom)
    }
}

/// A whole number.
pub const fn whole(number: i128) -> Ratio {
    Ratio { top: number, bottom: 1 }
}

/// A fraction.
pub const fn over(top: i128, bottom: i128) -> Ratio {
    Ratio { top, bottom }
}

/// A plain decimal such as `12.50`, or a rate such as `3%`.
pub fn read(text: &str) -> Ratio {
    let (figure, hundredth) = match text.strip_suffix('%') {
        Some(figure) => (figure, 100),
        None => (text, 1),
    };
    let (before, after) = figure.split_once('.').unwrap_or((figure, ""));
    let digits: i128 = format!("{before}{after}").parse().unwrap();
    over(digits, 10_i128.pow(u32::try_from(after.len()).unwrap()) * hundredth)
}

/// Fen as yuan, for messages: `12.50`.
pub fn yuan(fen: i128) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

#[test]
fn half_a_fen_goes_up_and_less_does_not() {
    for (text, fen) in [("0.005", 1), ("0.004", 0), ("0.0149", 1), ("12.345", 1235), ("0", 0), ("3%", 3)] {
        assert_eq!(read(text).fen(), fen, "{text}");
    }
    assert_eq!(read("50").by(whole(3)).fen(), 1667);
}

#[test]
fn rounding_up_keeps_whole_numbers() {
    for (text, up) in [("0", 0), ("0.01", 1), ("1", 1), ("1.01", 2), ("99.99", 100)] {
        assert_eq!(read(text).up().fen(), up * 100, "{text}");
    }
}

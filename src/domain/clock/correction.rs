//! The clock between receipt and telling what is wanting: not the same everywhere (domain-facts 0.4).

use jiff::civil::Date;

use super::{Due, Limit, after, due, limits};
use crate::domain::calendar::WorkCalendar;
use crate::domain::item::CorrectionRegime;

/// What runs from the day materials were received, by the regime of the item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CorrectionClock {
    /// 行政许可法 32.1(4): told once, on the spot or within five working days; 逾期不告知的，自收到申请材料之日起即
    /// 为受理.
    Licence {
        /// Last day to tell.
        notify_by: Due,
        /// What holds when nobody was told by then.
        deemed: Deemed,
    },
    /// 不动产登记暂行条例 17: told in writing on the spot, otherwise deemed accepted.
    RealEstate {
        /// Last day to tell: that of receipt.
        notify_by: Due,
        /// What holds when nobody was told on it.
        deemed: Deemed,
    },
    /// 市场主体登记管理条例 19: registered on the spot, within three working days, or within three more; what is
    /// not in order is handed back and told once. Silence accepts nothing.
    MarketEntity {
        /// 当场.
        on_the_spot: Due,
        /// Three working days.
        within: Due,
        /// Three more, with approval.
        extended: Due,
    },
    /// Told once; the law names neither a day nor a deemed acceptance.
    Plain,
}

/// Deemed acceptance (逾期视为受理).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Deemed {
    /// The day from which it counts as accepted: that of receipt.
    pub accepted: Date,
    /// The first day on which it is so: the one after the last day to tell, worked or not.
    pub first_day: Date,
    /// When the decision is due then, counted from receipt.
    pub decision: Due,
}

/// The clock of materials received on a day. `decision` is the item's own limit, or [`limits::DECISION`].
///
/// ```
/// use jiff::civil::date;
/// use yichuang::domain::calendar::WorkCalendar;
/// use yichuang::domain::clock::{CorrectionClock, correction_clock, limits};
/// use yichuang::domain::item::CorrectionRegime;
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/calendar/2026.toml"));
/// let calendar = WorkCalendar::new(vec![toml::from_str(text)?]); // fixtures/calendar/2026.toml
/// let received = date(2026, 2, 11);
/// let clock = correction_clock(CorrectionRegime::Licence, received, limits::DECISION, &calendar);
/// let CorrectionClock::Licence { notify_by, deemed } = clock else { panic!() };
/// // 02-12, 02-13, the make-up Saturday 02-14, and after 春节 02-24, 02-25.
/// assert_eq!(notify_by.date, date(2026, 2, 25));
/// assert_eq!((deemed.accepted, deemed.first_day), (received, date(2026, 2, 26)));
/// # Ok::<(), toml::de::Error>(())
/// ```
pub fn correction_clock(
    regime: CorrectionRegime,
    received: Date,
    decision: Limit,
    calendar: &WorkCalendar,
) -> CorrectionClock {
    let until = |limit| due(received, limit, &[], calendar);
    let deemed = |notify_by: &Due| Deemed {
        accepted: received,
        first_day: after(notify_by.date),
        decision: until(decision),
    };
    match regime {
        CorrectionRegime::Licence => {
            let notify_by = until(limits::CORRECTION_NOTICE);
            CorrectionClock::Licence { deemed: deemed(&notify_by), notify_by }
        }
        CorrectionRegime::RealEstate => {
            let notify_by = until(Limit::ON_THE_SPOT);
            CorrectionClock::RealEstate { deemed: deemed(&notify_by), notify_by }
        }
        CorrectionRegime::MarketEntity => {
            let (first, more) = (limits::REGISTRATION, limits::REGISTRATION_EXTENSION);
            let dates = super::extended(received, first, more, &[], calendar);
            CorrectionClock::MarketEntity {
                on_the_spot: until(Limit::ON_THE_SPOT),
                within: dates.original,
                extended: dates.extended,
            }
        }
        CorrectionRegime::Plain => CorrectionClock::Plain,
    }
}

//! What the notices say of each day, found without a search.

use jiff::civil::Date;

use super::CalendarYear;

/// What the notices say of a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mark {
    /// Nothing.
    Plain,
    /// 补班; where a day is both, it is worked.
    MakeUp,
    /// Off, with the place of the name in the list of names.
    Off(u16),
}

/// Twelve months from 1 on, each with room for 31 days from 1 on.
const PLACES: usize = 13 * 32;

#[derive(Clone, PartialEq, Eq, Debug)]
struct Year {
    year: i16,
    marks: Vec<Mark>,
}

/// The marks of all years a notice speaks of.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Marks {
    years: Vec<Year>,
    names: Vec<String>,
}

impl Marks {
    pub(super) fn of(notices: &[CalendarYear]) -> Self {
        let mut marks = Self::default();
        for notice in notices {
            for (day, name) in notice.days_off.iter().filter(|(day, _)| notice.speaks_of(**day)) {
                let mark = Mark::Off(marks.place_of(name));
                // A New Year holiday that two notices name keeps the name of the first.
                if marks.on(*day) == Mark::Plain {
                    marks.set(*day, mark);
                }
            }
            for day in notice.make_up.iter().filter(|day| notice.speaks_of(**day)) {
                marks.set(*day, Mark::MakeUp);
            }
        }
        marks
    }

    pub(super) fn on(&self, day: Date) -> Mark {
        let year = self.years.iter().find(|known| known.year == day.year());
        year.and_then(|year| year.marks.get(place(day))).copied().unwrap_or(Mark::Plain)
    }

    pub(super) fn name(&self, place: u16) -> &str {
        self.names.get(usize::from(place)).map_or("", String::as_str)
    }

    fn set(&mut self, day: Date, mark: Mark) {
        if self.years.iter().all(|known| known.year != day.year()) {
            self.years.push(Year { year: day.year(), marks: vec![Mark::Plain; PLACES] });
        }
        let year = self.years.iter_mut().find(|known| known.year == day.year());
        if let Some(found) = year.and_then(|year| year.marks.get_mut(place(day))) {
            *found = mark;
        }
    }

    fn place_of(&mut self, name: &str) -> u16 {
        let at = self.names.iter().position(|known| known == name).unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        // More names than there are days do not fit a file.
        u16::try_from(at).unwrap_or(u16::MAX)
    }
}

fn place(day: Date) -> usize {
    usize::from(day.month().unsigned_abs()) * 32 + usize::from(day.day().unsigned_abs())
}

//! How often something was done on a day: what is handed in has its measure.
//!
//! Knows nothing of what is counted, or of how much is enough.

use jiff::civil::Date;

/// How often something was done on a day.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct DailyCount {
    day: Date,
    times: u8,
}

impl DailyCount {
    /// How often it was before on that day; once more from now on.
    pub(super) fn add(&mut self, today: Date) -> u8 {
        let before = if self.day == today { self.times } else { 0 };
        *self = Self { day: today, times: before.saturating_add(1) };
        before
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::DailyCount;

    #[test]
    fn every_day_is_counted_anew() {
        let mut count = DailyCount::default();
        let today = date(2024, 10, 18);
        assert_eq!([count.add(today), count.add(today), count.add(today)], [0, 1, 2]);
        assert_eq!(count.add(date(2024, 10, 19)), 0);
    }
}

//! Days and spans of the year that have a name: festivals, remembrance months, school holidays, seasons.
//!
//! Knows nothing of how they stand in a sentence.

use jiff::{Span, civil::Date};

use super::{lunar, span::DateSpan};

/// A named day or span of every year.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Occasion {
    /// As written; the first is the name that is shown.
    pub(super) names: &'static [&'static str],
    /// When it is.
    pub(super) days: Days,
    /// Days off around it when it is said with 期间.
    pub(super) days_off: DaysOff,
    /// A name that is also a street, a dish or a person: only a whole word with one of these after it counts.
    pub(super) needs: &'static [&'static str],
}

/// The rule that gives the days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Days {
    /// Month and day.
    Solar(i8, i8),
    /// Lunar month and day.
    Lunar(i8, i8),
    /// The last day of the lunar year.
    NewYearsEve,
    /// A solar term.
    Term(&'static str),
    /// The n-th weekday (0 is Sunday) of a month.
    Nth { month: i8, nth: i8, sunday: bool },
    /// From month and day to month and day; over the new year when the second is earlier.
    Span(MonthDay, MonthDay),
    /// From days before to days after the lunar new year.
    AroundNewYear(i8, i8),
}

/// Days off before the first day and after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DaysOff {
    before: i8,
    pub(super) after: i8,
}

/// A day of every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct MonthDay {
    month: i8,
    day: i8,
}

impl Occasion {
    /// First and last day in `year`; for lunar days the ones that the people of that year mean (腊月 lies in the year before).
    pub(super) fn in_year(&self, year: i16) -> Option<DateSpan> {
        match self.days {
            Days::Solar(month, day) => Date::new(year, month, day).ok().map(DateSpan::day),
            Days::Lunar(month, day) => lunar::solar_of(year, month, day).map(DateSpan::day),
            Days::NewYearsEve => lunar::new_years_eve(year).map(DateSpan::day),
            Days::Term(name) => lunar::term(year, name).map(DateSpan::day),
            Days::Nth { month, nth, sunday } => {
                let weekday =
                    if sunday { jiff::civil::Weekday::Sunday } else { jiff::civil::Weekday::Monday };
                Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok().map(DateSpan::day)
            }
            Days::Span(from, to) => {
                let last_year = if to < from { year + 1 } else { year };
                let last = Date::new(last_year, to.month, 1).ok()?.last_of_month().day().min(to.day);
                Some(DateSpan {
                    first: Date::new(year, from.month, from.day).ok()?,
                    last: Date::new(last_year, to.month, last).ok()?,
                })
            }
            Days::AroundNewYear(before, after) => {
                let new_year = lunar::solar_of(year, 1, 1)?;
                let first = shifted(new_year, -i64::from(before))?;
                Some(DateSpan { first, last: shifted(new_year, i64::from(after))? })
            }
        }
    }

    /// The days off with the days around them.
    pub(super) fn with_days_off(&self, year: i16) -> Option<DateSpan> {
        let DateSpan { first, last } = self.in_year(year)?;
        let DaysOff { before, after } = self.days_off;
        Some(DateSpan { first: shifted(first, -i64::from(before))?, last: shifted(last, i64::from(after))? })
    }

    /// True for a day, false for a span.
    pub(super) fn is_day(&self) -> bool {
        !matches!(self.days, Days::Span(..) | Days::AroundNewYear(..))
    }
}

/// The day so many days later.
pub(super) fn shifted(day: Date, days: i64) -> Option<Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok()
}

const NONE_OFF: DaysOff = around(0, 0);

const fn around(before: i8, after: i8) -> DaysOff {
    DaysOff { before, after }
}

const fn on(month: i8, day: i8) -> MonthDay {
    MonthDay { month, day }
}

const fn day(names: &'static [&'static str], days: Days) -> Occasion {
    Occasion { names, days, days_off: NONE_OFF, needs: &[] }
}

const fn off(names: &'static [&'static str], days: Days, days_off: DaysOff) -> Occasion {
    Occasion { names, days, days_off, needs: &[] }
}

const fn careful(
    names: &'static [&'static str],
    days: Days,
    days_off: DaysOff,
    needs: &'static [&'static str],
) -> Occasion {
    Occasion { names, days, days_off, needs }
}

/// Words that make a holiday of a bare number or of a person's name.
const HOLIDAY_WORDS: &[&str] =
    &["节", "期间", "假期", "长假", "小长假", "黄金周", "放假", "当天", "当日", "前夕", "那几天", "”", "\""];

/// All named occasions; longer names stand before their own beginnings.
pub(super) static OCCASIONS: &[Occasion] = &[
    day(&["除夕夜", "除夕", "大年三十", "年三十", "年夜"], Days::NewYearsEve),
    day(&["大年初一"], Days::Lunar(1, 1)),
    off(&["春节", "过年", "大年期间", "过大年", "新春佳节"], Days::AroundNewYear(1, 6), NONE_OFF),
    day(&["元宵节", "元宵佳节", "闹元宵", "正月十五"], Days::Lunar(1, 15)),
    careful(
        &["元宵"],
        Days::Lunar(1, 15),
        NONE_OFF,
        &["期间", "当天", "前夕", "晚会", "有", "去", "活动", "灯"],
    ),
    day(&["龙抬头"], Days::Lunar(2, 2)),
    off(&["清明节"], Days::Term("清明"), around(1, 1)),
    careful(
        &["清明"],
        Days::Term("清明"),
        around(1, 1),
        &["期间", "当天", "前夕", "前后", "小长假", "假期", "扫墓", "祭", "时节", "有", "去"],
    ),
    off(&["端午节", "端午"], Days::Lunar(5, 5), around(1, 1)),
    day(&["七夕节", "七夕"], Days::Lunar(7, 7)),
    off(&["中秋节", "中秋", "八月十五"], Days::Lunar(8, 15), around(1, 1)),
    day(&["九九重阳节", "九九重阳", "重阳节", "重阳", "九月九"], Days::Lunar(9, 9)),
    day(&["腊八节", "腊八"], Days::Lunar(12, 8)),
    // The north keeps it on 腊月廿三.
    day(&["农历小年", "小年夜", "北方小年"], Days::Lunar(12, 23)),
    careful(
        &["小年"],
        Days::Lunar(12, 23),
        NONE_OFF,
        &["前", "当", "这", "那", "期", "到", "是", "了", ",", "。", "有"],
    ),
    careful(
        &["冬至"],
        Days::Term("冬至"),
        NONE_OFF,
        &["节", "当天", "前", "期间", "这", "吃", "到", "了", ",", "。", "有"],
    ),
    off(&["元旦节", "元旦"], Days::Solar(1, 1), around(0, 2)),
    day(
        &[
            "三八国际劳动妇女节",
            "三八国际妇女节",
            "三八妇女节",
            "国际劳动妇女节",
            "国际妇女节",
            "三八节",
            "妇女节",
        ],
        Days::Solar(3, 8),
    ),
    careful(&["三八"], Days::Solar(3, 8), NONE_OFF, &["\"", "”", "国际", "前夕", "期间"]),
    day(&["学雷锋纪念日", "学雷锋日"], Days::Solar(3, 5)),
    day(&["植树节"], Days::Solar(3, 12)),
    day(&["消费者权益日", "3·15", "3.15晚会"], Days::Solar(3, 15)),
    off(&["五一国际劳动节", "五一劳动节", "国际劳动节", "劳动节"], Days::Solar(5, 1), around(0, 4)),
    careful(&["五一"], Days::Solar(5, 1), around(0, 4), &[]),
    day(&["五四青年节", "青年节"], Days::Solar(5, 4)),
    day(&["国际护士节", "护士节"], Days::Solar(5, 12)),
    day(&["母亲节"], Days::Nth { month: 5, nth: 2, sunday: true }),
    day(&["全国助残日"], Days::Nth { month: 5, nth: 3, sunday: true }),
    day(&["六一国际儿童节", "六一儿童节", "国际儿童节", "儿童节"], Days::Solar(6, 1)),
    careful(&["六一"], Days::Solar(6, 1), NONE_OFF, &[]),
    day(&["父亲节"], Days::Nth { month: 6, nth: 3, sunday: true }),
    day(&["七一建党节", "建党节", "党的生日"], Days::Solar(7, 1)),
    careful(&["七一"], Days::Solar(7, 1), NONE_OFF, HOLIDAY_WORDS),
    day(&["八一建军节", "建军节"], Days::Solar(8, 1)),
    careful(&["八一"], Days::Solar(8, 1), NONE_OFF, HOLIDAY_WORDS),
    day(&["教师节"], Days::Solar(9, 10)),
    off(&["国庆节"], Days::Solar(10, 1), around(0, 6)),
    careful(&["国庆"], Days::Solar(10, 1), around(0, 6), &[]),
    careful(
        &["十一"],
        Days::Solar(10, 1),
        around(0, 6),
        &["期间", "假期", "长假", "黄金周", "放假", "小长假", "”", "\""],
    ),
    day(&["全国消防日", "消防宣传日"], Days::Solar(11, 9)),
    day(&["国家宪法日", "宪法日"], Days::Solar(12, 4)),
    day(&["国际志愿者日"], Days::Solar(12, 5)),
    day(&["圣诞节", "圣诞"], Days::Solar(12, 25)),
    day(&["平安夜"], Days::Solar(12, 24)),
    day(&["春运"], Days::AroundNewYear(15, 24)),
    day(&["学雷锋志愿服务月", "学雷锋活动月", "学雷锋月"], Days::Span(on(3, 1), on(3, 31))),
    day(&["安全生产月"], Days::Span(on(6, 1), on(6, 30))),
    day(&["全国敬老月", "敬老月"], Days::Span(on(10, 1), on(10, 31))),
    day(&["国防教育月"], Days::Span(on(9, 1), on(9, 30))),
    day(&["消防宣传月", "消防安全月"], Days::Span(on(11, 1), on(11, 30))),
    day(&["寒假"], Days::Span(on(1, 10), on(2, 25))),
    day(&["暑假", "暑期"], Days::Span(on(7, 1), on(8, 31))),
    day(&["春天", "春季", "开春"], Days::Span(on(3, 1), on(5, 31))),
    day(&["夏天", "夏季"], Days::Span(on(6, 1), on(8, 31))),
    day(&["秋天", "秋季"], Days::Span(on(9, 1), on(11, 30))),
    day(&["冬天", "冬季"], Days::Span(on(12, 1), on(2, 29))),
];

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn named(name: &str) -> &'static Occasion {
        OCCASIONS.iter().find(|occasion| occasion.names.contains(&name)).unwrap()
    }

    #[test]
    fn occasions_have_their_days() {
        let day = |year, month, day| date(year, month, day);
        let span = |(first, last)| DateSpan { first, last };
        let cases = [
            ("春节", 2021, (day(2021, 2, 11), day(2021, 2, 18))),
            ("除夕", 2024, (day(2024, 2, 9), day(2024, 2, 9))),
            ("元宵节", 2024, (day(2024, 2, 24), day(2024, 2, 24))),
            ("母亲节", 2024, (day(2024, 5, 12), day(2024, 5, 12))),
            ("敬老月", 2024, (day(2024, 10, 1), day(2024, 10, 31))),
            ("冬天", 2023, (day(2023, 12, 1), day(2024, 2, 29))),
            ("冬天", 2022, (day(2022, 12, 1), day(2023, 2, 28))),
        ];
        for (name, year, expected) in cases {
            assert_eq!(named(name).in_year(year), Some(span(expected)), "{name}");
        }
        assert_eq!(named("国庆").with_days_off(2024), Some(span((day(2024, 10, 1), day(2024, 10, 7)))));
    }
}

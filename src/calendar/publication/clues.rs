//! What in an article speaks for or against a year of publication.
//!
//! Knows nothing of how the evidence is weighed together.

use jiff::civil::Date;

use crate::{
    calendar::{
        lunar,
        mention::When,
        numerals::{is_numeral, number},
        occasions::Days,
        resolve::{Frame, resolve},
        span::DateSpan,
        written::{CalendarDate, Month, PeriodPart, Point, Side, TimeExpression, Year},
    },
    text::spans::{occurrences, slice},
};

use super::{UndatedArticle, YEARS};

/// Speaks against any year before the one named: enough to outweigh everything else.
const IMPOSSIBLE: i32 = -100;

/// A piece of evidence: how much it says for each year, and in words.
pub(super) struct Clue {
    weights: Vec<(i16, i32)>,
    pub(super) reason: String,
}

impl Clue {
    fn for_years(years: impl Iterator<Item = i16>, weight: i32, reason: String) -> Self {
        Self { weights: years.map(|year| (year, weight)).collect(), reason }
    }

    /// What it says for `year`.
    pub(super) fn weight(&self, year: i16) -> i32 {
        self.weights.iter().filter(|(known, _)| *known == year).map(|(_, weight)| weight).sum()
    }
}

/// All evidence of an article; `month` is the month of the latest day that the page tells of.
pub(super) fn of(reading: &UndatedArticle, month: Option<i8>) -> Vec<Clue> {
    let mut clues = Vec::new();
    clues.extend(words(&reading.text));
    clues.extend(zodiac(&reading.text));
    clues.extend(anniversaries(&reading.text));
    clues.extend(named_years(reading, month));
    clues.extend(pairs(reading));
    clues
}

/// Words of their time.
fn words(text: &str) -> Vec<Clue> {
    const TIMES: [(&str, i16, i16, i32); 12] = [
        ("就地过年", 2021, 2022, 3),
        ("行程码", 2020, 2022, 2),
        ("健康码", 2020, 2022, 1),
        ("核酸检测", 2020, 2022, 2),
        ("疫苗接种", 2021, 2022, 1),
        ("疫情防控", 2020, 2022, 2),
        ("方舱", 2020, 2022, 1),
        ("喜迎党的二十大", 2022, 2022, 4),
        ("迎接党的二十大", 2022, 2022, 4),
        ("喜迎二十大", 2022, 2022, 4),
        ("党史学习教育", 2021, 2022, 2),
        ("二十届三中全会", 2024, 2025, 2),
    ];
    TIMES
        .into_iter()
        .filter(|(word, ..)| text.contains(word))
        .map(|(word, from, to, weight)| Clue::for_years(from..=to, weight, format!("文中提到“{word}”")))
        .collect()
}

/// 牛年春节将至: the year of the ox is the coming or the present one.
fn zodiac(text: &str) -> Option<Clue> {
    const AFTER: [&str; 10] =
        ["春节", "将至", "新春", "大吉", "到来", "来临", "来到", "吉祥", "将近", "贺岁"];
    lunar::ZODIAC.into_iter().find_map(|animal| {
        let word = format!("{animal}年");
        occurrences(text, &word).find_map(|at| {
            let after = slice(text, at.end..text.len());
            let follows = AFTER.iter().find(|word| after.starts_with(*word))?;
            let years = YEARS.filter(|year| lunar::zodiac(*year) == animal);
            Some(Clue::for_years(years, 5, format!("文中写“{word}{follows}”")))
        })
    })
}

/// 新中国成立75周年 names 2024.
fn anniversaries(text: &str) -> Vec<Clue> {
    const FOUNDED: [(&str, i16); 9] = [
        ("中华人民共和国成立", 1949),
        ("新中国成立", 1949),
        ("中国共产党成立", 1921),
        ("建党", 1921),
        ("建军", 1927),
        ("抗战胜利", 1945),
        ("抗日战争胜利", 1945),
        ("长征胜利", 1936),
        ("改革开放", 1978),
    ];
    let of = |(event, founded): (&'static str, i16)| {
        occurrences(text, event).find_map(|at| {
            let after = slice(text, at.end..text.len());
            let count: String =
                after.chars().take(4).take_while(|next| next.is_ascii_digit() || is_numeral(*next)).collect();
            let years = i16::try_from(number(&count)?).ok()?;
            after.strip_prefix(count.as_str())?.strip_prefix("周年")?;
            let year = founded.checked_add(years).filter(|year| YEARS.contains(year))?;
            Some(Clue::for_years(std::iter::once(year), 5, format!("文中写“{event}{count}周年”")))
        })
    };
    FOUNDED.into_iter().filter_map(of).collect()
}

/// Years that are named as past: no page is printed before them; a title of 2021 that was given 前不久 speaks for the
/// spring of 2022, a full date for its own year.
fn named_years(reading: &UndatedArticle, month: Option<i8>) -> Vec<Clue> {
    const TITLES: [&str; 9] = ["荣获", "称号", "表彰", "评为", "评选", "授予", "入选", "获奖", "年度"];
    let mut clues = Vec::new();
    for placed in &reading.placed {
        let (year, full) = match placed.written {
            TimeExpression::Point(Point::Calendar(CalendarDate {
                year: Year::Stated(year),
                month,
                day,
                part: PeriodPart::Whole,
            })) => (year, month.is_some() && day.is_some()),
            _ => continue,
        };
        let Some(told) = reading.told.get(placed.sentence) else { continue };
        if told.tone.ahead || told.tone.deadline && !told.tone.done || !YEARS.contains(&year) {
            continue;
        }
        let sentence = slice(&reading.text, told.range.clone());
        let words = reading.words(placed);
        let before = Clue::for_years(*YEARS.start()..year, IMPOSSIBLE, String::new());
        clues.push(before);
        let recent = told.tone.done && TITLES.iter().any(|title| sentence.contains(title));
        let weights = if recent && month.is_some_and(|month| month <= 7) {
            vec![(year + 1, 5), (year, 1)]
        } else if recent || full && told.tone.is_report() {
            vec![(year, 4), (year + 1, 1)]
        } else {
            vec![(year, 1), (year + 1, 1)]
        };
        let reason =
            if recent { format!("{words}的荣誉新近才得") } else { format!("文中写到{words}") };
        clues.push(Clue { weights, reason });
    }
    clues
}

/// 10月11日重阳节, 2月3日星期三: a day with its feast or weekday fits few years.
fn pairs(reading: &UndatedArticle) -> Vec<Clue> {
    let neighbours = reading.placed.windows(2).filter_map(|pair| {
        let [day, named] = pair else { return None };
        let TimeExpression::Point(Point::Calendar(CalendarDate {
            year: Year::Unstated,
            month: Some(Month::Number(month)),
            day: Some(number),
            ..
        })) = day.written
        else {
            return None;
        };
        let between = slice(&reading.text, day.mention.range.end..named.mention.range.start);
        if !["", "是", "(", "为", "恰逢", "正值", "适逢", ",", "(农历", "就是"].contains(&between) {
            return None;
        }
        let fits = |year: i16| {
            let Ok(date) = Date::new(year, month, number) else { return false };
            match named.written {
                TimeExpression::Point(Point::Week { away: None, from, to }) if from == to => {
                    date.weekday().to_monday_one_offset() == from
                }
                TimeExpression::Point(lunar @ (Point::Lunar { day: Some(_), .. } | Point::Occasion { .. })) => {
                    let mut frame = Frame { anchor: Some(DateSpan::day(date)), ..Frame::default() };
                    matches!(resolve(&TimeExpression::Point(lunar), &mut frame), When::On(period) if period.from == Some(date) && period.to == Some(date))
                }
                _ => false,
            }
        };
        let moves = match named.written {
            TimeExpression::Point(Point::Week { away: None, from, to }) => from == to,
            TimeExpression::Point(Point::Lunar { day: Some(_), .. }) => true,
            TimeExpression::Point(Point::Occasion { occasion, side: Side::Bare | Side::Day, .. }) => {
                matches!(occasion.days, Days::Lunar(..) | Days::NewYearsEve | Days::Nth { .. })
            }
            _ => false,
        };
        let words = slice(&reading.text, day.mention.range.start..named.mention.range.end);
        let weight = if matches!(named.written, TimeExpression::Point(Point::Week { .. })) { 2 } else { 3 };
        moves.then(|| Clue::for_years(YEARS.filter(|year| fits(*year)), weight, format!("文中写“{words}”")))
    });
    neighbours.collect()
}

//! Reads times of day: 上午9时至11时30分, 8:30—17:00, 下午4点半.
//!
//! Knows nothing of days.

use jiff::civil::Time;

use super::{cursor::Cursor, mention::Hours, numerals::is_numeral};

/// A half of the day, as far as hours count from it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Noon,
    Afternoon,
    Night,
}

impl Half {
    /// 下午2时至5时: the half of the first hour is the second's too.
    fn goes_on(self) -> bool {
        matches!(self, Self::Afternoon | Self::Night)
    }
}

const HALVES: [(&str, Half); 14] = [
    ("上午", Half::Morning),
    ("早上", Half::Morning),
    ("早晨", Half::Morning),
    ("清晨", Half::Morning),
    ("凌晨", Half::Morning),
    ("早", Half::Morning),
    ("中午", Half::Noon),
    ("下午", Half::Afternoon),
    ("午后", Half::Afternoon),
    ("傍晚", Half::Afternoon),
    ("晚上", Half::Night),
    ("晚间", Half::Night),
    ("夜里", Half::Night),
    ("晚", Half::Night),
];

const JOINTS: [&str; 8] = ["至", "到", "——", "—", "-", "–", "~", "―"];

/// One time of day as it is written.
struct ClockTime {
    hour: i8,
    minute: i8,
    half: Option<Half>,
    /// Surely a time: with its half of the day, minutes or 钟.
    sure: bool,
}

/// Reads a time of day or a span of two.
pub(super) fn hours(start: Cursor<'_>) -> Option<(Hours, Cursor<'_>)> {
    if start.follows_number() || start.follows(":.第-/") {
        return None;
    }
    if let Some(span) = short_span(start) {
        return Some(span);
    }
    let mut cursor = start;
    let first = reading(&mut cursor)?;
    let mut ahead = cursor;
    ahead.skip_blanks();
    if ahead.eat_any(&JOINTS).is_some() {
        ahead.skip_blanks();
        if let Some(mut second) = reading(&mut ahead) {
            // 下午2时至5时: the second hour is of the same half of the day.
            second.half = second.half.or(first.half.filter(|half| half.goes_on()));
            return Some((Hours { from: time(&first)?, to: Some(time(&second)?) }, ahead));
        }
    }
    first.sure.then_some(())?;
    Some((Hours { from: time(&first)?, to: None }, cursor))
}

/// 上午9-11时, 9至11点.
fn short_span(start: Cursor<'_>) -> Option<(Hours, Cursor<'_>)> {
    let mut cursor = start;
    let half = half(&mut cursor);
    cursor.skip_blanks();
    let first = cursor.small(0, 24)?;
    cursor.eat_any(&JOINTS)?;
    let second = cursor.small(0, 24)?;
    cursor.eat_any(&["时", "点"])?;
    if cursor.sees(&["间", "建议", "要求", "意见", "半"]) {
        return None;
    }
    let at = |hour| time(&ClockTime { hour, minute: 0, half, sure: true });
    let second_half = half.filter(|half| half.goes_on());
    let until = time(&ClockTime { hour: second, minute: 0, half: second_half, sure: true })?;
    Some((Hours { from: at(first)?, to: Some(until) }, cursor))
}

fn half(cursor: &mut Cursor<'_>) -> Option<Half> {
    HALVES.into_iter().find(|(word, _)| cursor.eat(word)).map(|(_, half)| half)
}

fn reading(cursor: &mut Cursor<'_>) -> Option<ClockTime> {
    let mut ahead = *cursor;
    let half = half(&mut ahead);
    ahead.skip_blanks();
    let spoken = ahead.peek().is_some_and(is_numeral);
    let hour = ahead.small(0, 24)?;
    let reading = if !spoken && ahead.eat(":") {
        let digits = ahead.rest().chars().take(3).take_while(char::is_ascii_digit).count();
        let minute = ahead.small(0, 59).filter(|_| digits == 2)?;
        ClockTime { hour, minute, half, sure: true }
    } else {
        let unit = ahead.eat_any(&["时", "点"])?;
        let minute = minutes(&mut ahead, half.is_some());
        // 8时 and 9点钟 are times; 三点建议, 一点 and 3时间 are not.
        if ahead.sees(&["间", "尚", "建议", "要求", "意见", "代", "候", "刻"]) {
            return None;
        }
        let clock = ahead.eat_any(&["钟", "整"]).is_some();
        let begins = ["开始", "开门", "关门", "以前", "之前", "前", "以后", "左右", "上班", "下班", "的"];
        let alone = !spoken && (unit == "时" || ahead.sees(&begins));
        ClockTime {
            hour,
            minute: minute.unwrap_or(0),
            half,
            sure: half.is_some() || minute.is_some() || clock || alone,
        }
    };
    *cursor = ahead;
    Some(reading)
}

fn minutes(cursor: &mut Cursor<'_>, sure: bool) -> Option<i8> {
    match cursor.eat_any(&["半", "一刻"]) {
        Some("半") => return Some(30),
        Some(_) => return Some(15),
        None => {}
    }
    let mut ahead = *cursor;
    let minute = ahead.small(0, 59)?;
    if !ahead.eat("分") && !sure {
        return None;
    }
    *cursor = ahead;
    Some(minute)
}

fn time(reading: &ClockTime) -> Option<Time> {
    let hour = match reading.half {
        Some(Half::Afternoon | Half::Night) if reading.hour < 12 => reading.hour + 12,
        Some(Half::Night) if reading.hour == 12 => 24,
        Some(Half::Noon) if reading.hour < 4 => reading.hour + 12,
        _ => reading.hour,
    };
    // 24:00 is the end of the day.
    let (hour, minute) = if hour == 24 { (23, 59) } else { (hour, reading.minute) };
    Time::new(hour, minute, 0, 0).ok()
}

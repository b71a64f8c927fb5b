//! What was understood, in the asker's words, and what was taken for granted where the asker said nothing.
//!
//! Knows nothing of passages.

use jiff::ToSpan;

use super::{dates, places, wording};
use crate::{
    answer::{Answer, AskedPlace, PlaceFrom},
    article::PlacePath,
    text::spans::{char_count, first_chars},
};

/// A question of so few characters is said back whole.
const OWN_WORDS: usize = 14;
/// More than this is no help to a reader.
const LONGEST: usize = 30;

/// A longer period than this is a season or a year: its days would not be the asker's words.
const LONGEST_PERIOD: i32 = 10;
/// Words no further apart than this are said together.
const BETWEEN: usize = 2;

/// A short question as it was typed, where a place was not taken over from before.
pub(crate) fn own_words(answer: &Answer) -> Option<String> {
    let said = answer.question.trim().trim_end_matches(|last: char| !last.is_alphanumeric());
    let own = answer.understood.topic.iter().all(|word| said.contains(word.as_str()));
    (own && (2..=OWN_WORDS).contains(&char_count(said))).then(|| said.to_owned())
}

/// The subject in the asker's own words: 平城区，免费理发.
pub(crate) fn subject(answer: &Answer) -> Option<String> {
    let understood = &answer.understood;
    let named = || understood.places.iter().filter(|place| place.from == PlaceFrom::Question);
    let mut parts: Vec<String> = Vec::new();
    for place in named() {
        add(&mut parts, &place.as_written);
    }
    if let Some(time) =
        understood.time.filter(|time| time.to <= time.from.saturating_add(LONGEST_PERIOD.days()))
    {
        add(&mut parts, &dates::period(time.from, time.to, answer.today));
    }
    let places: Vec<&str> = named().map(|place| place.as_written.as_str()).collect();
    for topic in said(&understood.topic, &answer.question, &places) {
        add(&mut parts, &topic);
    }
    (!parts.is_empty()).then(|| wording::facts(&parts.iter().map(String::as_str).collect::<Vec<_>>()))
}

/// What the asker did not say: an inherited place, a corrected word.
pub(crate) fn taken_for_granted(answer: &Answer) -> Vec<String> {
    let understood = &answer.understood;
    let mut lines = Vec::new();
    if let Some(name) = &understood.unknown_place {
        lines.push(wording::unknown_place(name));
    }
    if let Some(word) = understood.corrected.as_deref().filter(|word| !word.is_empty()) {
        lines.push(wording::corrected(word));
    }
    if !understood.places.iter().any(|place| place.from == PlaceFrom::Question)
        && let Some(place) = understood.places.first()
    {
        lines.push(wording::place_taken_over(&places::in_list(&place.path)));
    }
    lines
}

/// The place that was asked for, if any.
pub(crate) fn asked_place(answer: &Answer) -> Option<&AskedPlace> {
    answer.understood.places.first()
}

/// The city around the asked place, when that place is smaller than its city.
pub(crate) fn wider_city(answer: &Answer) -> Option<PlacePath> {
    let asked = &asked_place(answer)?.path;
    places::city(asked).filter(|city| city != asked)
}

/// `text`, or its beginning with an ellipsis.
pub(crate) fn shortened(text: &str, limit: usize) -> String {
    if char_count(text) <= limit { text.to_owned() } else { format!("{}…", first_chars(text, limit)) }
}

fn add(parts: &mut Vec<String>, part: &str) {
    let part = part.trim();
    let used: usize = parts.iter().map(|part| char_count(part)).sum();
    if !part.is_empty() && used < LONGEST && !parts.iter().any(|known| known.contains(part)) {
        parts.push(shortened(part, LONGEST));
    }
}

/// The words as they were said: those that stand (almost) side by side in the question come with what is between
/// them, so that 难受, 说说 become 难受找谁说说. Words of an earlier question are given one by one.
fn said(words: &[String], question: &str, places: &[&str]) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let mut upto: Option<usize> = None;
    for word in words {
        let from = upto.unwrap_or(0);
        let Some((gap, rest)) = question.get(from..).and_then(|rest| rest.split_once(word.as_str())) else {
            said.push(word.clone());
            continue;
        };
        let near = char_count(gap) <= BETWEEN
            && gap.chars().all(char::is_alphanumeric)
            && !places.iter().any(|place| !gap.is_empty() && place.contains(gap));
        match said.last_mut().filter(|_| upto.is_some() && near) {
            Some(last) => {
                last.push_str(gap);
                last.push_str(word);
            }
            None => {
                // 不回家 must not come back as 回家.
                let not = gap.chars().next_back().filter(|before| "不没别未无".contains(*before));
                said.push(not.into_iter().chain(word.chars()).collect());
            }
        }
        upto = Some(question.len() - rest.len());
    }
    said.retain(|words| char_count(words) >= 2);
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        question::AskedPeriod,
        reply::samples::{answered, asked},
    };

    fn check(change: impl Fn(&mut Answer), expected: Option<&str>) {
        let mut answer = answered();
        change(&mut answer);
        assert_eq!(subject(&answer).as_deref(), expected);
    }

    #[test]
    fn the_askers_words_are_said_back() {
        check(|_| {}, Some("平城区，免费理发"));
        check(
            |answer| answer.understood.topic = vec!["平城区".to_owned(), "电话<b>".to_owned()],
            Some("平城区，电话<b>"),
        );
        check(
            |answer| {
                let day = jiff::civil::date(2024, 10, 19);
                answer.understood.time = Some(AskedPeriod { from: day, to: day, sharp: true });
            },
            Some("平城区，10月19日，免费理发"),
        );
        check(
            |answer| {
                answer.question = "2024年重阳节平城区有什么热闹，不回家，难受找谁说说".to_owned();
                answer.understood.topic =
                    ["2024", "重阳节", "热闹", "回家", "难受", "说说", "唱"].map(str::to_owned).to_vec();
            },
            Some("平城区，2024年重阳节，热闹，不回家，难受找谁说说"),
        );
        check(|answer| answer.understood = crate::answer::Interpretation::default(), None);
    }

    #[test]
    fn what_was_taken_for_granted_is_said() {
        let mut answer = answered();
        answer.understood.corrected = Some("平城区".to_owned());
        assert_eq!(taken_for_granted(&answer), ["按“平城区”找的。"]);
        for from in [PlaceFrom::Home, PlaceFrom::User, PlaceFrom::Conversation] {
            let mut answer = answered();
            answer.understood.places = vec![AskedPlace { from, ..asked("山西省/大同市/平城区") }];
            assert_eq!(taken_for_granted(&answer), ["按平城区找的。"]);
        }
    }
}

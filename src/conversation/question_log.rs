//! What is logged of a question: which service and place, and, when it was asked in vain, its words without
//! numbers, addresses and names.
//!
//! Knows nothing of who asks: nothing of the chat comes here.

use jiff::{ToSpan, civil::Date};

use crate::{
    answer::{Answer, Retrieval},
    privacy::{Exposure, exposures},
    reply,
    store::{LoggedQuestion, Store},
    text::{sentences::sentences, spans::first_chars},
};

/// The longest words that are kept.
const LONGEST: usize = 40;
/// Words after which somebody is named.
const NAMING: [&str; 6] = ["我叫", "名叫", "我姓", "我是", "名字", "姓名"];

/// Logs questions.
pub(super) struct QuestionLog {
    pub(super) store: Store,
}

impl QuestionLog {
    /// Takes note of what was asked and whether it was answered.
    pub(super) fn add(&self, answers: &[Answer], today: Date) {
        for answer in answers {
            let Some(result) = answer.outcome.retrieval() else { continue };
            let missed = (result == Retrieval::Miss).then(|| words(&answer.question));
            let place = answer.understood.places.first();
            self.store.log_question(LoggedQuestion {
                day: today,
                week: monday(today),
                service: answer.understood.services.first().cloned(),
                place: place.map(|place| reply::place_in_words(&place.path)),
                missed,
            });
        }
    }
}

/// The Monday of the week.
pub(crate) fn monday(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
}

/// The question without digits, Latin letters and names; nothing at all when somebody seems to be named.
fn words(question: &str) -> String {
    let named = NAMING.iter().any(|word| question.contains(word))
        || exposures(question, &sentences(question)).iter().any(|exposure| *exposure != Exposure::Nobody);
    if named {
        return String::new();
    }
    let kept: String = question
        .chars()
        .map(|character| if character.is_numeric() || character.is_ascii() { ' ' } else { character })
        .collect();
    first_chars(&kept.split_whitespace().collect::<Vec<_>>().join(" "), LONGEST).to_owned()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn nothing_tells_who_asked() {
        let cases = [
            ("哪里能磨菜刀？", "哪里能磨菜刀？"),
            ("我电话13800001111，哪里磨刀", "我电话 ，哪里磨刀"),
            ("我家在３号楼 abc@x.cn 哪里磨刀", "我家在 号楼 哪里磨刀"),
            ("我叫王小明，哪里磨刀", ""),
            ("居民王秀兰家哪里磨刀", ""),
        ];
        for (question, expected) in cases {
            assert_eq!(words(question), expected, "{question}");
        }
        assert!(words(&"刀".repeat(500)).chars().count() <= LONGEST);
    }

    #[test]
    fn weeks_begin_on_monday() {
        assert_eq!(monday(date(2024, 11, 1)), date(2024, 10, 28));
        assert_eq!(monday(date(2024, 10, 28)), date(2024, 10, 28));
    }
}

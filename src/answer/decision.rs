//! Question and ranking → answer: which slots fit, which outcome follows.
//!
//! Knows nothing of wording. The order of the checks is the order of harm: emergencies, the wrong town, a missing detail.

use jiff::civil::Date;

use super::{Also, Answer, Choice, Hotline, Misfit, Outcome, Passage, hotlines};
use crate::{
    acts::Act,
    article::{Event, EventStatus, Fit, PlacePath},
    question::{AnswerType, HelpCertainty, Question},
    ranking::{self, BAR, BAR_ELSEWHERE, Ranked, Ranking, TERM_MATCHED, cues, has_hour, phones},
};

/// Passages whose score is nearer than this to the first one's fit as well.
const AS_GOOD: f32 = 0.35;
/// Below this coverage and this similarity an article of other services is not about what was asked.
const LITTLE_SHARED: f32 = 0.3;
const LITTLE_ALIKE: f32 = 0.6;
/// Of three words the heaviest may be met loosely, but not by nothing: 轮椅 is no 残疾人.
const NOTHING_LIKE: f32 = 0.35;
/// Words of a notice that says how one gets in.
const SIGN_UP: &[&str] = &[
    "报名",
    "申请",
    "申报",
    "申领",
    "办理",
    "登记",
    "预约",
    "携带",
    "提交",
    "拨打",
    "电话",
    "公众号",
    "网上",
    "窗口",
];
/// An act less likely than this gives way to any answer.
const RATHER_UNSEARCHED: f32 = 0.65;
/// An act this likely stands, whatever is found.
const SURELY_UNSEARCHED: f32 = 0.85;
/// The confidence that speaks against an act that is less likely.
const SURELY_ANSWERED: f32 = 0.6;
/// Choices shown for an ambiguous place.
const CHOICES: usize = 6;

/// The answer to a question.
#[must_use]
pub(crate) fn decide(question: &Question, ranking: &Ranking, numbers: &[Hotline], today: Date) -> Answer {
    let mut order: Vec<&Ranked> = ranking.ranked.iter().collect();
    let mut confidence = ranking.confidence;
    let hotlines = || hotlines::helpful(numbers, question);
    let mut first_call = None;
    let help = question.help.as_ref();
    if let Some(help) = help.filter(|help| help.certainty == HelpCertainty::Possible) {
        first_call = Some(help.clone());
    }
    let outcome = if let Some(help) = help.filter(|help| help.certainty == HelpCertainty::Sure) {
        if help.advice.self_harm {
            order.clear();
        }
        Outcome::Emergency(help.advice.clone())
    } else if let Some(outcome) =
        unsearched(question, &hotlines).filter(|_| !is_surely_answered(question, &order))
    {
        outcome
    } else if let Some((_, options)) = &question.ambiguous {
        Outcome::WhichPlace { choices: likely(options, &order) }
    } else {
        let found = search(question, &mut order, today);
        confidence = found.confidence.unwrap_or(confidence);
        match found.fit {
            SearchFit::Full => Outcome::Answered { others: others(&order) },
            SearchFit::Lacks(want) => Outcome::DetailMissing { want, hotlines: hotlines() },
            SearchFit::Misses(misfit) => Outcome::NearMiss { misfit, hotlines: hotlines() },
            SearchFit::Nothing => Outcome::NotFound { hotlines: hotlines() },
        }
    };
    Answer {
        question: question.text.clone(),
        understood: question.understood.clone(),
        confidence: f64::from(confidence),
        passages: order.iter().map(|ranked| passage(ranked, question, today)).collect(),
        outcome,
        act: question.act,
        first_call,
        today,
    }
}

/// What is said without looking into the papers.
fn unsearched(question: &Question, hotlines: &dyn Fn() -> Vec<Hotline>) -> Option<Outcome> {
    match question.act.act {
        act if act.is_refused() => Some(Outcome::Refused { act, hotlines: hotlines() }),
        act if act.is_talk() => Some(Outcome::Chitchat(act)),
        _ => None,
    }
}

/// It looks like what is not for the papers, but not for sure, and they answer it well.
fn is_surely_answered(question: &Question, order: &[&Ranked]) -> bool {
    let bar = match question.act.probability {
        likely if likely < RATHER_UNSEARCHED => BAR,
        likely if likely < SURELY_UNSEARCHED => SURELY_ANSWERED,
        _ => return false,
    };
    order.first().is_some_and(|first| {
        first.place_fit != Some(Fit::Elsewhere)
            && !misses_the_subject(first)
            && ranking::confidence_of(order, 0) >= bar
    })
}

/// How the best article fits the question.
enum SearchFit {
    /// In all.
    Full,
    /// In all, but it does not print this.
    Lacks(AnswerType),
    /// In all but this.
    Misses(Misfit),
    /// Not.
    Nothing,
}

/// How the best article fits, and how sure that is where it is not the confidence of the whole ranking.
struct SearchResult {
    fit: SearchFit,
    confidence: Option<f32>,
}

/// Finds the article that the reply speaks of and puts it first.
fn search(question: &Question, order: &mut Vec<&Ranked>, today: Date) -> SearchResult {
    let elsewhere = |ranked: &Ranked| ranked.place_fit == Some(Fit::Elsewhere);
    if let Some(at) = order.iter().position(|ranked| !elsewhere(ranked)) {
        let confidence = ranking::confidence_of(order.as_slice(), at);
        let fits = order.get(at).is_some_and(|ranked| !misses_the_subject(ranked));
        if confidence >= BAR && fits {
            let fitting = order.remove(at);
            order.insert(0, fitting);
            let fit = if let Some(want) = lacking(question, fitting) {
                SearchFit::Lacks(want)
            } else if is_at_another_time(question, fitting, today) {
                SearchFit::Misses(Misfit::Time)
            } else if is_other_service(fitting) {
                SearchFit::Misses(Misfit::Service)
            } else {
                SearchFit::Full
            };
            return SearchResult { fit, confidence: Some(confidence) };
        }
    }
    // The same service in another place: offered, never given as the answer.
    let miss = order.iter().position(|ranked| elsewhere(ranked));
    if let Some(at) = miss
        && ranking::confidence_elsewhere(order.as_slice(), at) >= BAR_ELSEWHERE
        && order.get(at).is_some_and(|ranked| !misses_the_subject(ranked))
    {
        let near = order.remove(at);
        order.insert(0, near);
        return SearchResult { fit: SearchFit::Misses(Misfit::Place), confidence: None };
    }
    SearchResult { fit: SearchFit::Nothing, confidence: None }
}

/// The wanted detail that the article does not have: a telephone number, an hour, a price, papers to bring, a bus line.
fn lacking(question: &Question, ranked: &Ranked) -> Option<AnswerType> {
    let bus = ["几路", "多少路"].iter().any(|word| question.folded.contains(word));
    if bus && !["路公交", "路车", "公交", "专线"].iter().any(|word| ranked.folded().contains(word)) {
        return Some(AnswerType::Number);
    }
    let phone = ranked.article().phone.as_deref();
    let lacks = |want: &AnswerType| lacks(*want, &question.folded, phone, ranked.folded());
    question.understood.wants.iter().copied().find(lacks)
}

/// An article of that folded text, beside which the operator may have given a telephone number, has nothing of what the
/// folded question wants.
pub(super) fn lacks(want: AnswerType, question: &str, phone: Option<&str>, text: &str) -> bool {
    let asks = |words: &[&str]| words.iter().any(|word| question.contains(word));
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let hour = asks(&["几点", "开门", "关门", "营业时间", "开放时间", "上班时间"]);
    let bring = asks(&["带什么", "带啥", "要带", "拿甚"]);
    let papers = asks(&["什么材料", "啥材料", "什么手续", "啥手续"]);
    let sign_up = asks(&["怎么报名", "咋报名", "如何报名", "怎么申请", "咋申请", "如何申请"]);
    let brought = says(&["携带", "带上", "带着", "带好", "证件", "身份证", "户口"]);
    match want {
        AnswerType::Phone => phone.is_none() && phones(text) == 0,
        AnswerType::Cost => cues(AnswerType::Cost, text) == 0,
        AnswerType::Time => hour && !has_hour(text),
        AnswerType::How => {
            (bring && !brought)
                || (papers && !brought && !says(&["材料", "手续"]))
                || (sign_up && !says(SIGN_UP))
        }
        _ => false,
    }
}

/// The question names a service by its words, and the article is of other services and shares little else with it.
fn is_other_service(ranked: &Ranked) -> bool {
    ranked.service_match() == 0.0
        && ranked.window_coverage < LITTLE_SHARED
        && ranked.window_similarity < LITTLE_ALIKE
}

/// A question of a few words whose heaviest one the passage does not meet: 高龄补贴怎么领 is not answered with a subsidy for
/// training. Nor with a notice of another service that only mentions it: 幼儿园 is not answered with children who sang in a
/// home for the old.
fn misses_the_subject(ranked: &Ranked) -> bool {
    let Some(heaviest) = ranked.heaviest() else { return false };
    let only_mentioned = ranked.service_match() == 0.0 && heaviest.headline < TERM_MATCHED;
    match ranked.term_matches.len() {
        1 | 2 => heaviest.similarity < TERM_MATCHED || only_mentioned,
        3 => heaviest.similarity < NOTHING_LIKE,
        _ => false,
    }
}

/// Days were asked for, and everything that the article dates was or will be on others.
fn is_at_another_time(question: &Question, ranked: &Ranked, today: Date) -> bool {
    let swapped = question.act.act == Act::OtherTime;
    let Some(asked) = question.understood.time.filter(|asked| asked.sharp || swapped) else { return false };
    // What was reported had been done by then.
    let article = ranked.article();
    let printed = article.published.as_ref().map(|published| published.date.last_day());
    let reported = article.status(today).0 == EventStatus::Reported;
    if reported && printed.is_some_and(|printed| printed < asked.from) {
        return true;
    }
    let events = &ranked.article().events;
    // An open end goes on, an open beginning has gone on.
    let elsewhen = |event: &Event| {
        !event.standing
            && (event.to.is_some_and(|to| to < asked.from) || event.from.is_some_and(|from| asked.to < from))
    };
    !events.is_empty() && events.iter().all(elsewhen)
}

fn passage(ranked: &Ranked, question: &Question, today: Date) -> Passage {
    let mut passage = Passage::of(ranked.article(), ranked.text(), ranked.passage.start, today);
    passage.score = f64::from(ranked.score);
    passage.place_fit = ranked.place_fit;
    passage.emphasis = super::emphasis::of(ranked.text(), question);
    passage.telling = ranked.telling();
    passage.also = ranked
        .also
        .iter()
        .map(|article| Also {
            article: article.id.clone(),
            source: article.source_name().to_owned(),
            published: article.published.as_ref().map(|published| published.date),
        })
        .collect();
    passage
}

/// Positions of passages after the first that fit as well.
fn others(order: &[&Ranked]) -> Vec<usize> {
    let Some(first) = order.first() else { return Vec::new() };
    order
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(_, ranked)| {
            ranked.place_fit != Some(Fit::Elsewhere) && first.score - ranked.score <= AS_GOOD
        })
        .map(|(index, _)| index)
        .collect()
}

/// The places that an ambiguous name may mean, those that the found articles speak of first.
fn likely(options: &[PlacePath], order: &[&Ranked]) -> Vec<Choice> {
    let covered = |place: &PlacePath| {
        order.iter().any(|ranked| ranked.article().places.iter().any(|own| own.fit(place) >= Fit::Inside))
    };
    let mut places: Vec<&PlacePath> = options.iter().filter(|place| covered(place)).collect();
    places.extend(options.iter().filter(|place| !covered(place)));
    places.truncate(CHOICES);
    places.into_iter().map(|place| Choice { label: label(place), place: place.clone() }).collect()
}

/// 「太原小店 · 新营」: city and district in short, then the name.
fn label(place: &PlacePath) -> String {
    let steps: Vec<&str> = place.steps().collect();
    let short = |name: &str| {
        let cut = name.trim_end_matches(['省', '市', '区', '县']);
        if cut.chars().count() >= 2 { cut.to_owned() } else { name.to_owned() }
    };
    match steps.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [above @ .., name] => {
            let context: String =
                above.iter().skip(usize::from(above.len() > 1)).take(2).map(|step| short(step)).collect();
            format!("{context} · {name}")
        }
    }
}

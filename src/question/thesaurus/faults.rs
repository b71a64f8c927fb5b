//! What is wrong with the entries of `synonyms.toml`: by themselves, beside each other, beside the notices.
//!
//! Knows nothing of questions.

use std::collections::{HashMap, HashSet};

use super::{
    FILE,
    entry::{SynonymEntry, SynonymPair, TOO_WIDE, entries},
};
use crate::{
    diagnostic::{Diagnostic, Severity},
    text::{normalize::fold, spans::char_count},
};

/// From so many notices on, a word that stands in more than half of them is too common.
const MANY_NOTICES: usize = 20;

/// All that is wrong with the entries of one file.
pub(super) fn of(entries: &[SynonymEntry]) -> Vec<Diagnostic> {
    let mut problems: Vec<Diagnostic> = entries.iter().flat_map(by_itself).collect();
    problems.extend(said_before(entries));
    problems.extend(circles(entries));
    problems
}

fn fault(severity: Severity, line: u32, problem: String, remedy: &str) -> Diagnostic {
    Diagnostic { severity, file: FILE.into(), line: Some(line), problem, remedy: remedy.to_owned() }
}

/// What is wrong with an entry by itself.
fn by_itself(entry: &SynonymEntry) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let mut fault =
        |severity, problem: String, remedy: &str| faults.push(fault(severity, entry.line, problem, remedy));
    if entry.say.iter().all(|word| word.trim().is_empty()) {
        fault(Severity::Error, "没有写居民怎么说（say）".into(), "在 say = [\"…\"] 里写上居民的说法");
    }
    if entry.print.iter().all(|word| word.trim().is_empty()) {
        fault(Severity::Error, "没有写报上怎么印（print）".into(), "在 print = [\"…\"] 里写上报上的说法");
    }
    if !(0.0..=1.0).contains(&entry.strength) {
        fault(
            Severity::Error,
            format!("strength = {} 不在 0 到 1 之间", entry.strength),
            "写成 0.5 到 1 之间的数，1 表示完全一样",
        );
    }
    for word in &entry.print {
        if TOO_WIDE.contains(&word.trim()) {
            fault(
                Severity::Warning,
                format!("“{word}”几乎每篇都有，会什么都查到"),
                "换成更具体的词，或删掉它",
            );
        }
        if entry.say.contains(word) {
            fault(Severity::Warning, format!("“{word}”两边都写了"), "一边留下就够了");
        }
    }
    for word in &entry.say {
        if char_count(word.trim()) == 1 {
            fault(Severity::Warning, format!("“{word}”只有一个字，会在别的词里误认"), "写成两个字以上的说法");
        }
    }
    faults
}

/// Entries of which an earlier or a stronger one already says everything, and such that say nothing.
fn said_before(all: &[SynonymEntry]) -> Vec<Diagnostic> {
    // For each pair: the first of the strongest entries.
    let mut best: HashMap<SynonymPair, usize> = HashMap::new();
    for (index, entry) in all.iter().enumerate() {
        for pair in entry.pairs() {
            let known = best.entry(pair).or_insert(index);
            if all.get(*known).is_some_and(|known| known.strength < entry.strength) {
                *known = index;
            }
        }
    }
    let mut problems = Vec::new();
    for (index, entry) in all.iter().enumerate() {
        let others: Vec<usize> = entry.pairs().iter().filter_map(|pair| best.get(pair)).copied().collect();
        let written = !entry.say.is_empty() && !entry.print.is_empty();
        if others.is_empty() && written {
            let problem = "这一条没有用：没有一个词可以换".to_owned();
            problems.push(fault(Severity::Warning, entry.line, problem, "换成更具体的词，或删掉这一条"));
        } else if let Some(other) = others.first().filter(|_| !others.contains(&index)) {
            let other = all.get(*other).map_or(0, |other| other.line);
            let problem = format!("这一条没有新的说法，第{other}行已经写了");
            problems.push(fault(Severity::Warning, entry.line, problem, "删掉这一条"));
        }
    }
    problems
}

/// A printed word to which an entry leads, and the line of that entry.
struct Lead {
    print: String,
    line: u32,
}

/// For each resident's word: where it leads.
type Leads = HashMap<String, Vec<Lead>>;

/// Words that lead from one to the next and back to the first, and the line of the last step.
struct Circle {
    words: Vec<String>,
    line: u32,
}

/// Words that lead back to themselves by entries that hold in one direction only.
fn circles(all: &[SynonymEntry]) -> Vec<Diagnostic> {
    let mut leads: Leads = HashMap::new();
    for entry in all.iter().filter(|entry| !entry.both) {
        for SynonymPair { say, print } in entry.pairs() {
            leads.entry(say).or_default().push(Lead { print, line: entry.line });
        }
    }
    let mut words: Vec<&String> = leads.keys().collect();
    words.sort();
    let (mut problems, mut told) = (Vec::new(), HashSet::new());
    for word in words {
        let Some(Circle { words: circle, line }) = way_back(word, &leads) else { continue };
        if circle.iter().any(|word| told.contains(word)) {
            continue;
        }
        let problem = format!("这几个词兜圈子：{}", circle.join(" → "));
        let remedy = "本来一个意思的，合成一条并写上 both = true；不是的，删掉一条";
        problems.push(fault(Severity::Warning, line, problem, remedy));
        told.extend(circle);
    }
    problems
}

/// The shortest way from `word` back to it.
fn way_back(word: &str, leads: &Leads) -> Option<Circle> {
    let mut came_from: HashMap<&str, &str> = HashMap::new();
    let mut next = std::collections::VecDeque::from([word]);
    while let Some(current) = next.pop_front() {
        for Lead { print, line } in leads.get(current).into_iter().flatten() {
            if print == word {
                let mut circle = vec![word.to_owned(), current.to_owned()];
                let mut step = current;
                while let Some(before) = came_from.get(step) {
                    circle.push((*before).to_owned());
                    step = before;
                }
                circle.reverse();
                return Some(Circle { words: circle, line: *line });
            }
            if !came_from.contains_key(print.as_str()) {
                came_from.insert(print, current);
                next.push_back(print);
            }
        }
    }
    None
}

/// Printed words of a `synonyms.toml` that stand in more than half of the notices: they would bring every notice.
#[must_use]
pub(crate) fn common_words(text: &str, notices: &[&str]) -> Vec<Diagnostic> {
    let (all, problems) = entries(text);
    // The shipped words stand in for a file that cannot be read; they are not its editor's.
    if notices.len() < MANY_NOTICES || !problems.is_empty() {
        return Vec::new();
    }
    let folded: Vec<String> = notices.iter().map(|notice| fold(notice)).collect();
    let mut counted: HashMap<String, usize> = HashMap::new();
    let mut problems = Vec::new();
    for entry in &all {
        for SynonymPair { print, .. } in entry.pairs() {
            let count = *counted
                .entry(print.clone())
                .or_insert_with(|| folded.iter().filter(|notice| notice.contains(&print)).count());
            if 2 * count > notices.len() {
                let problem = format!("“{print}”在{}篇里的{count}篇都有，会什么都查到", notices.len());
                problems.push(fault(Severity::Warning, entry.line, problem, "换成更具体的词，或删掉它"));
            }
        }
    }
    problems.dedup();
    problems
}

//! What is wrong with the entries of `synonyms.toml`: by themselves, beside each other, beside the notices.
//!
//! Knows nothing of questions.

use std::collections::{HashMap, HashSet};

use super::{
    FILE,
    entry::{Entry, TOO_WIDE, entries},
};
use crate::{
    problem::{Problem, Severity},
    text::{normalize::fold, spans::char_count},
};

/// From so many notices on, a word that stands in more than half of them is too common.
const MANY_NOTICES: usize = 20;

/// All that is wrong with the entries of one file.
pub(super) fn of(entries: &[(u32, Entry)]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (line, entry) in entries {
        let faults = by_itself(entry).into_iter();
        problems.extend(faults.map(|(severity, problem, remedy)| at(*line, severity, problem, remedy)));
    }
    problems.extend(said_before(entries));
    problems.extend(circles(entries));
    problems
}

fn at(line: u32, severity: Severity, problem: String, remedy: String) -> Problem {
    Problem { severity, file: FILE.into(), line: Some(line), problem, remedy }
}

/// What is wrong with an entry by itself.
fn by_itself(entry: &Entry) -> Vec<(Severity, String, String)> {
    let mut faults = Vec::new();
    let mut fault =
        |severity, problem: String, remedy: &str| faults.push((severity, problem, remedy.to_owned()));
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
fn said_before(all: &[(u32, Entry)]) -> Vec<Problem> {
    let mut best: HashMap<(String, String), (f32, usize)> = HashMap::new();
    for (index, (_, entry)) in all.iter().enumerate() {
        for pair in entry.pairs() {
            let known = best.entry(pair).or_insert((entry.strength, index));
            if known.0 < entry.strength {
                *known = (entry.strength, index);
            }
        }
    }
    let mut problems = Vec::new();
    for (index, (line, entry)) in all.iter().enumerate() {
        let others: Vec<usize> =
            entry.pairs().iter().filter_map(|pair| best.get(pair)).map(|(_, by)| *by).collect();
        let written = !entry.say.is_empty() && !entry.print.is_empty();
        if others.is_empty() && written {
            let remedy = "换成更具体的词，或删掉这一条".to_owned();
            problems.push(at(*line, Severity::Warning, "这一条没有用：没有一个词可以换".to_owned(), remedy));
        } else if let Some(other) = others.first().filter(|_| !others.contains(&index)) {
            let other = all.get(*other).map_or(0, |(line, _)| *line);
            let problem = format!("这一条没有新的说法，第{other}行已经写了");
            problems.push(at(*line, Severity::Warning, problem, "删掉这一条".to_owned()));
        }
    }
    problems
}

/// Words that lead back to themselves by entries that hold in one direction only.
fn circles(all: &[(u32, Entry)]) -> Vec<Problem> {
    let mut leads: HashMap<String, Vec<(String, u32)>> = HashMap::new();
    for (line, entry) in all.iter().filter(|(_, entry)| !entry.both) {
        for (say, print) in entry.pairs() {
            leads.entry(say).or_default().push((print, *line));
        }
    }
    let mut words: Vec<&String> = leads.keys().collect();
    words.sort();
    let (mut problems, mut told) = (Vec::new(), HashSet::new());
    for word in words {
        let Some((circle, line)) = way_back(word, &leads) else { continue };
        if circle.iter().any(|word| told.contains(word)) {
            continue;
        }
        let problem = format!("这几个词兜圈子：{}", circle.join(" → "));
        let remedy = "本来一个意思的，合成一条并写上 both = true；不是的，删掉一条".to_owned();
        problems.push(at(line, Severity::Warning, problem, remedy));
        told.extend(circle);
    }
    problems
}

/// The words on the shortest way from `word` back to it, and the line of its last step.
fn way_back(word: &str, leads: &HashMap<String, Vec<(String, u32)>>) -> Option<(Vec<String>, u32)> {
    let mut came_from: HashMap<&str, &str> = HashMap::new();
    let mut next = std::collections::VecDeque::from([word]);
    while let Some(current) = next.pop_front() {
        for (print, line) in leads.get(current).into_iter().flatten() {
            if print == word {
                let mut circle = vec![word.to_owned(), current.to_owned()];
                let mut step = current;
                while let Some(before) = came_from.get(step) {
                    circle.push((*before).to_owned());
                    step = before;
                }
                circle.reverse();
                return Some((circle, *line));
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
pub fn common_words(text: &str, notices: &[&str]) -> Vec<Problem> {
    let (all, problems) = entries(text);
    // The shipped words stand in for a file that cannot be read; they are not its editor's.
    if notices.len() < MANY_NOTICES || !problems.is_empty() {
        return Vec::new();
    }
    let folded: Vec<String> = notices.iter().map(|notice| fold(notice)).collect();
    let mut counted: HashMap<String, usize> = HashMap::new();
    let mut problems = Vec::new();
    for (line, entry) in &all {
        for (_, print) in entry.pairs() {
            let count = *counted
                .entry(print.clone())
                .or_insert_with(|| folded.iter().filter(|notice| notice.contains(&print)).count());
            if 2 * count > notices.len() {
                let problem = format!("“{print}”在{}篇里的{count}篇都有，会什么都查到", notices.len());
                problems.push(at(*line, Severity::Warning, problem, "换成更具体的词，或删掉它".to_owned()));
            }
        }
    }
    problems.dedup();
    problems
}

//! The tables of `knowledge/places/` → the tree, the aliases and the everyday words, with every problem found.
//!
//! Knows nothing of files: it is given their text.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
};

mod rows;

use rows::{ALIASES, ORDINARY, PlaceRow, is_table, rows};

use super::{
    Places,
    names::NameIndex,
    recognise::PlaceRef,
    tree::{Level, NO_PARENT, Node, NodeId, Tree},
};
use crate::{
    article::PlacePath,
    diagnostic::{Diagnostic, Severity},
    table::SHIPPED_INSTEAD,
    text::normalize::fold,
};

/// The shipped tables, in the order in which they are read.
const SHIPPED: [(&str, &str); 7] = [
    ("provinces.csv", include_str!("../../knowledge/places/provinces.csv")),
    ("cities.csv", include_str!("../../knowledge/places/cities.csv")),
    ("districts.csv", include_str!("../../knowledge/places/districts.csv")),
    ("streets.csv", include_str!("../../knowledge/places/streets.csv")),
    ("communities.csv", include_str!("../../knowledge/places/communities.csv")),
    (ALIASES, include_str!("../../knowledge/places/aliases.csv")),
    (ORDINARY, include_str!("../../knowledge/places/ordinary.csv")),
];
/// About the number of shipped places.
const ROWS: usize = 68_000;

/// Reads the shipped tables, each replaced by the operator's file of the same name; further files add places.
pub(super) fn read(files: &[(&str, &str)]) -> (Places, Vec<Diagnostic>) {
    let base = |name: &str| name.rsplit(['/', '\\']).next().unwrap_or("").to_owned();
    let mut tables: Vec<(String, Cow<'static, str>)> = Vec::new();
    let mut unusable: Vec<String> = Vec::new();
    for (name, shipped) in SHIPPED {
        let own = files.iter().find(|(file, _)| base(file) == name);
        match own.map(|(file, text)| ((*file).to_owned(), fold(text))) {
            Some((file, text)) if is_table(name, &text) => tables.push((file, Cow::Owned(text))),
            other => {
                unusable.extend(other.map(|(file, _)| file));
                tables.push((name.to_owned(), Cow::Borrowed(shipped)));
            }
        }
    }
    for (file, text) in files {
        if !SHIPPED.iter().any(|(name, _)| *name == base(file)) {
            tables.push(((*file).to_owned(), Cow::Owned(fold(text))));
        }
    }
    let mut reader = PlaceTableReader::default();
    for file in unusable {
        reader.problem(&file, 1, "整个文件没有一行能用".to_owned(), SHIPPED_INSTEAD);
    }
    reader.codes.reserve(ROWS);
    reader.tree.nodes.reserve(ROWS);
    let kind = |wanted: &'static [&str]| {
        tables.iter().filter(move |(file, _)| wanted.contains(&base(file).as_str()))
    };
    for (file, text) in tables.iter().filter(|(file, _)| ![ALIASES, ORDINARY].contains(&base(file).as_str()))
    {
        reader.places(file, text.clone());
    }
    reader.names();
    for (file, text) in kind(&[ALIASES]) {
        reader.aliases(file, text);
    }
    for (file, text) in kind(&[ORDINARY]) {
        reader.ordinary(file, text);
    }
    reader.finish()
}

/// Codes are numbers of the operator's own tables: spreading them is enough.
#[derive(Default)]
struct CodeHasher(u64);

impl Hasher for CodeHasher {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u64(&mut self, code: u64) {
        self.0 = (self.0 ^ code).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// A code and its place.
struct CodeParent {
    code: u64,
    node: NodeId,
}

/// A row whose parent is written out and may stand anywhere.
struct LateParent {
    node: NodeId,
    parent: String,
    file: String,
    line: u32,
}

#[derive(Default)]
struct PlaceTableReader {
    tree: Tree,
    codes: HashMap<u64, NodeId, BuildHasherDefault<CodeHasher>>,
    late: Vec<LateParent>,
    names: Option<NameIndex>,
    aliases: HashMap<Box<str>, Vec<PlaceRef>>,
    ordinary: HashSet<Box<str>>,
    problems: Vec<Diagnostic>,
}

impl PlaceTableReader {
    fn problem(&mut self, file: &str, line: u32, problem: String, remedy: &str) {
        let severity = Severity::Error;
        self.problems.push(Diagnostic {
            severity,
            file: file.to_owned(),
            line: Some(line),
            problem,
            remedy: remedy.to_owned(),
        });
    }

    /// `code,name,parent` rows; a row without a parent belongs to the longest known beginning of its code.
    fn places(&mut self, file: &str, text: Cow<'static, str>) {
        let table = self.tree.tables.len() as u16;
        let mut previous = CodeParent { code: 0, node: NO_PARENT };
        for PlaceRow { line, text: row, start: at } in rows(&text) {
            let mut columns = row.split(',').map(|column| column.trim().trim_matches('"').trim());
            let (code, name, parent) =
                (columns.next().unwrap_or(""), columns.next().unwrap_or(""), columns.next().unwrap_or(""));
            if line == 1 && code == "code" {
                continue;
            }
            if name.is_empty() || name.len() > 250 || name.contains('/') {
                let remedy = "每行写成“代码,名称,上级”，例如：140213050006,凯德世家社区,。没有代码可以空着，但要写上级。";
                self.problem(file, line, format!("这一行没有可用的地名：{row}"), remedy);
                continue;
            }
            let number: Option<u64> = code.parse().ok();
            if !code.is_empty() && (number.is_none() || Level::of_code(code).is_none()) {
                let remedy = "代码用统计局的2、4、6、9或12位数字；没有就空着，把上级写在第三列。";
                self.problem(file, line, format!("地名“{name}”的代码“{code}”不对"), remedy);
                continue;
            }
            let node = self.tree.nodes.len() as NodeId;
            let level = Level::of_code(code).unwrap_or(Level::Community);
            let mut above = NO_PARENT;
            if !parent.is_empty() {
                self.late.push(LateParent { node, parent: parent.to_owned(), file: file.to_owned(), line });
            } else if level != Level::Province {
                let found = number.and_then(|number| self.parent_of(number, level, &mut previous));
                let Some(found) = found else {
                    let remedy = "把上级的代码或路径写在第三列，例如：山西省/大同市/平城区。";
                    self.problem(file, line, format!("找不到“{name}”的上级"), remedy);
                    continue;
                };
                above = found;
            }
            if let Some(number) = number
                && self.codes.insert(number, node).is_some()
            {
                let remedy = "同一个代码只能用一次：删去一行，或给新地名换一个代码。";
                self.problem(file, line, format!("代码“{code}”（{name}）已经用过"), remedy);
            }
            // The name stands inside the row, after the code.
            let start = at + row.find(name).unwrap_or(0);
            self.tree.nodes.push(Node {
                table,
                start: start as u32,
                bytes: name.len() as u8,
                level,
                parent: above,
            });
        }
        self.tree.tables.push(text);
    }

    /// The node of the longest known beginning of a code. Neighbouring rows mostly share it.
    fn parent_of(&self, code: u64, level: Level, previous: &mut CodeParent) -> Option<NodeId> {
        let mut beginning = code;
        for divisor in [1000, 1000, 100, 100].into_iter().skip(match level {
            Level::Community => 0,
            Level::Street => 1,
            Level::District => 2,
            Level::City | Level::Province => 3,
        }) {
            beginning /= divisor;
            if beginning == previous.code {
                return Some(previous.node);
            }
            if let Some(&node) = self.codes.get(&beginning) {
                *previous = CodeParent { code: beginning, node };
                return Some(node);
            }
        }
        None
    }

    /// Settles the parents that were written out, then indexes all names.
    fn names(&mut self) {
        if self.late.is_empty() {
            self.names = Some(NameIndex::new(&self.tree));
            return;
        }
        let names = NameIndex::new(&self.tree);
        let settled = std::mem::take(&mut self.late);
        for LateParent { node, parent, file, line } in &settled {
            let (node, line) = (*node, *line);
            let by_code = parent.parse().ok().and_then(|code: u64| self.codes.get(&code).copied());
            let found = by_code.or_else(|| {
                let last = parent.rsplit('/').next().unwrap_or("");
                let mut same = names.get(&self.tree, last).map(|named| named.node);
                same.find(|&candidate| candidate != node && self.tree.path(candidate).as_str() == *parent)
            });
            let cycle = found.is_some_and(|found| {
                found == node
                    || self.tree.upwards(found).take(PlacePath::MAX_STEPS + 1).count() > PlacePath::MAX_STEPS
                    || self.tree.is_within(found, node)
            });
            let name = self.tree.name(node).to_owned();
            match found {
                Some(found) if !cycle => {
                    let level = self.tree.level(found).below();
                    if let Some(entry) = self.tree.nodes.get_mut(node as usize) {
                        entry.parent = found;
                        entry.level = entry.level.min(level).max(level);
                    }
                }
                Some(_) => self.problem(
                    file,
                    line,
                    format!("“{name}”的上级“{parent}”又在它自己下面"),
                    "把第三列改成真正的上级。",
                ),
                None => self.problem(
                    file,
                    line,
                    format!("找不到“{name}”的上级“{parent}”"),
                    "第三列写上级的代码，或从省写起的路径，例如：山西省/大同市/平城区。",
                ),
            }
        }
        self.bound(&settled);
        self.names = Some(NameIndex::new(&self.tree));
    }

    /// Rows above which more steps came to stand than any place has: they stand alone.
    fn bound(&mut self, settled: &[LateParent]) {
        for LateParent { node, file, line, .. } in settled {
            if self.tree.upwards(*node).take(PlacePath::MAX_STEPS + 1).count() <= PlacePath::MAX_STEPS {
                continue;
            }
            if let Some(entry) = self.tree.nodes.get_mut(*node as usize) {
                entry.parent = NO_PARENT;
            }
            let name = self.tree.name(*node).to_owned();
            let problem = format!("“{name}”的上级一层套一层，超过了 {} 级", PlacePath::MAX_STEPS);
            self.problem(file, *line, problem, "把第三列改成真正的上级，例如：山西省/大同市/平城区。");
        }
    }

    /// `name,places` rows, places separated by `;`.
    fn aliases(&mut self, file: &str, text: &str) {
        for PlaceRow { line, text: row, .. } in rows(text) {
            let (name, places) = row.split_once(',').unwrap_or((row, ""));
            let name = name.trim().trim_matches('"').trim();
            if line == 1 && name == "name" {
                continue;
            }
            let written: Vec<&str> = places
                .split(';')
                .map(|place| place.trim().trim_matches('"').trim())
                .filter(|place| !place.is_empty())
                .collect();
            if name.is_empty() || written.is_empty() {
                let remedy = "每行写成“俗称,路径”，几个地方用分号隔开，例如：南郊,山西省/大同市/云冈区;山西省/大同市/平城区";
                self.problem(file, line, format!("这一行缺俗称或地方：{row}"), remedy);
                continue;
            }
            for place in written {
                match self.place(place) {
                    Some(place) => self.aliases.entry(name.into()).or_default().push(place),
                    None => self.problem(
                        file,
                        line,
                        format!("俗称“{name}”指的“{place}”不在地名表里"),
                        "从省写起，至少写到市，名称用全称，例如：山西省/大同市/平城区。",
                    ),
                }
            }
        }
    }

    /// The place of a path; its last steps may be missing in the tree when its city is there.
    fn place(&self, path: &str) -> Option<PlaceRef> {
        let names = self.names.as_ref()?;
        let steps: Vec<&str> = path.split('/').map(str::trim).filter(|step| !step.is_empty()).collect();
        for known in (2.min(steps.len())..=steps.len()).rev() {
            let beginning = steps.get(..known)?.join("/");
            let mut same = names.get(&self.tree, steps.get(known.checked_sub(1)?)?).map(|named| named.node);
            if let Some(node) = same.find(|&node| self.tree.path(node).as_str() == beginning) {
                let leaf = steps.get(known..)?.join("/");
                return Some(PlaceRef { node: Some(node), leaf: (!leaf.is_empty()).then(|| leaf.into()) });
            }
        }
        None
    }

    /// One word a row.
    fn ordinary(&mut self, _file: &str, text: &str) {
        for PlaceRow { line, text: row, .. } in rows(text) {
            let name = row.split(',').next().unwrap_or("").trim().trim_matches('"');
            if !(line == 1 && name == "name") {
                self.ordinary.insert(name.into());
            }
        }
    }

    fn finish(self) -> (Places, Vec<Diagnostic>) {
        let Self { tree, names, aliases, ordinary, problems, .. } = self;
        let mut names = names.unwrap_or_else(|| NameIndex::new(&tree));
        for name in aliases.keys() {
            names.note_length(name);
        }
        (Places { tree, names, aliases, ordinary }, problems)
    }
}

#[cfg(test)]
mod tests;

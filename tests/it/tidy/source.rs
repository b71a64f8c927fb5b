//! Source files as the rules see them: without comments, texts in quotes and tests.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// A file of the program.
pub(super) struct Source {
    /// Below `src` or `tests`.
    pub(super) path: String,
    pub(super) text: String,
    /// The text without comments, quotations and tests.
    pub(super) code: String,
}

pub(super) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files below `top`; those of `src` that are compiled for tests only come without code.
pub(super) fn sources(top: &str) -> Vec<Source> {
    let top = root().join(top);
    let mut paths = Vec::new();
    collect(&top, &mut paths);
    let mut sources: Vec<Source> = paths
        .iter()
        .map(|path| {
            let below = path.strip_prefix(&top).unwrap().to_str().unwrap().replace('\\', "/");
            Source::new(&below, &fs::read_to_string(path).unwrap())
        })
        .collect();
    let tests: BTreeSet<String> = sources.iter().flat_map(Source::test_modules).collect();
    for source in &mut sources {
        let name = source.path.trim_end_matches(".rs");
        if tests.iter().any(|test| name == test || name.starts_with(&format!("{test}/"))) {
            source.code.clear();
        }
    }
    assert!(sources.len() > 5, "no sources in {}", top.display());
    sources
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            paths.push(path);
        }
    }
}

impl Source {
    pub(super) fn new(path: &str, text: &str) -> Self {
        let lines: Vec<&str> = text.lines().collect();
        let inner = lines
            .windows(2)
            .position(|pair| pair[0] == "#[cfg(test)]" && pair[1].contains("mod ") && pair[1].contains('{'));
        let kept = &lines[..inner.unwrap_or(lines.len())];
        let code = kept.iter().map(|line| without_texts(line)).collect::<Vec<_>>().join("\n");
        Self { path: path.to_owned(), text: text.to_owned(), code }
    }

    /// The module of `lib.rs` to which the file belongs.
    pub(super) fn module(&self) -> &str {
        self.path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// Modules of this crate that it names.
    pub(super) fn imports(&self) -> BTreeSet<String> {
        let mut modules = BTreeSet::new();
        for part in self.code.split("crate::").skip(1) {
            match part.strip_prefix('{') {
                Some(list) => modules.extend(first_steps(list)),
                None => modules.extend(name(part)),
            }
        }
        modules.remove(self.module());
        modules
    }

    /// It uses this outside crate.
    pub(super) fn names(&self, outside: &str) -> bool {
        // `code` cut at each mention: what stands before it and what follows.
        let parts: Vec<&str> = self.code.split(outside).collect();
        parts.windows(2).any(|pair| {
            let (before, after) = (pair[0], pair[1]);
            let whole = !before.ends_with(|last: char| last.is_alphanumeric() || last == '_');
            // `crate::zip::` and `iter.zip(…)` are our own and the standard library's.
            let outer = !before.ends_with("crate::") && !before.ends_with("super::");
            let used = after.starts_with("::") || before.ends_with("use ") && after.starts_with([';', ' ']);
            whole && outer && used
        })
    }

    /// Paths of the modules that it declares for tests only, as `places/tests`.
    fn test_modules(&self) -> Vec<String> {
        let folder = match self.path.as_str() {
            "lib.rs" => String::new(),
            path => format!("{}/", path.trim_end_matches(".rs")),
        };
        let lines: Vec<&str> = self.text.lines().map(str::trim).collect();
        let declared = lines.windows(2).filter(|pair| pair[0] == "#[cfg(test)]" && pair[1].ends_with(';'));
        let names = declared.filter_map(|pair| pair[1].trim_end_matches(';').split_once("mod "));
        names.map(|(_, name)| format!("{folder}{name}")).collect()
    }
}

/// A line without its comment and without what stands in quotes.
fn without_texts(line: &str) -> String {
    let mut code = String::new();
    let mut quoted = false;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' if quoted => drop(characters.next()),
            '"' => quoted = !quoted,
            '/' if !quoted && characters.peek() == Some(&'/') => break,
            _ if quoted => {}
            other => code.push(other),
        }
    }
    code
}

/// The first step of each path in `a::b, c, d::{e, f}}`.
fn first_steps(list: &str) -> Vec<String> {
    let mut depth = 0;
    let mut names = Vec::new();
    let mut item = String::new();
    for character in list.chars() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.extend(name(std::mem::take(&mut item).trim())),
            other if depth == 0 => item.push(other),
            _ => {}
        }
    }
    names.extend(name(item.trim()));
    names
}

fn name(path: &str) -> Option<String> {
    let name: String = path.chars().take_while(|part| part.is_alphanumeric() || *part == '_').collect();
    // Types and functions of lib.rs itself, of which there are none, would begin otherwise.
    (!name.is_empty() && name.starts_with(|first: char| first.is_lowercase())).then_some(name)
}

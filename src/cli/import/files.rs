//! Which pages are meant: the named files, and those in the named folders.
//!
//! Knows nothing of what is on a page.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use ignore::WalkBuilder;

use super::cannot_read;
use crate::{
    diagnostic::Diagnostic,
    intake::{self, FileFormat},
};

/// A page to read.
pub(super) struct Input {
    /// Where it is.
    pub(super) path: PathBuf,
    /// What it is called in ids: `pages/001.txt`.
    pub(super) name: String,
    /// The user named this very file.
    pub(super) named: bool,
}

impl Input {
    /// The page's bytes.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, Diagnostic> {
        match fs::metadata(&self.path) {
            Ok(_) => intake::load(&self.name, &self.path),
            Err(error) => Err(cannot_read(self.name.clone(), &error)),
        }
    }
}

/// All pages, in the order in which they were named, those of a folder by path.
#[derive(Default)]
pub(super) struct FoundPages {
    pub(super) inputs: Vec<Input>,
    /// What cannot be looked into.
    pub(super) problems: Vec<Diagnostic>,
    /// Something that was named gives no page.
    pub(super) unreadable: bool,
}

/// Finds the pages; those that lie in the `pages` of the `knowledge` folder are called as they are called there.
pub(super) fn find(paths: &[PathBuf], knowledge: &Path) -> FoundPages {
    let mut found = FoundPages::default();
    let mut namer = Namer { home: fs::canonicalize(knowledge).ok(), taken: BTreeSet::new() };
    for path in paths {
        if !path.is_dir() {
            let name = namer.name(path, path.parent());
            found.inputs.push(Input { path: path.clone(), name, named: true });
            continue;
        }
        let before = found.inputs.len();
        let walk = WalkBuilder::new(path)
            .standard_filters(false)
            .hidden(true)
            .follow_links(true)
            .sort_by_file_name(|one, other| one.cmp(other))
            .build();
        for entry in walk.flatten().filter(|entry| is_page(entry.path())) {
            let name = namer.name(entry.path(), Some(path));
            found.inputs.push(Input { path: entry.into_path(), name, named: false });
        }
        if found.inputs.len() == before {
            let none = io::Error::other("里面没有 .txt .html .docx .pdf");
            found.problems.push(cannot_read(path.display().to_string(), &none));
            found.unreadable = true;
        }
    }
    found
}

/// Only these are read in a folder; a file that is named is read whatever its ending.
fn is_page(path: &Path) -> bool {
    let format = path.extension().and_then(|ending| FileFormat::of_ending(&ending.to_string_lossy()));
    !path.is_dir() && format.is_some_and(FileFormat::is_page)
}

struct Namer {
    /// The knowledge folder.
    home: Option<PathBuf>,
    taken: BTreeSet<String>,
}

impl Namer {
    /// The path below `below`, under `pages`; a second page of that name is told apart by the folders it lies in.
    fn name(&mut self, path: &Path, below: Option<&Path>) -> String {
        let whole = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let at_home = self.home.as_ref().and_then(|home| whole.strip_prefix(home).ok());
        if let Some(at_home) = at_home.filter(|at_home| at_home.starts_with("pages")) {
            return joined(at_home);
        }
        let short = path.strip_prefix(below.unwrap_or(Path::new(""))).unwrap_or(path);
        let mut steps: Vec<String> = whole.iter().map(|step| step.to_string_lossy().into_owned()).collect();
        let mut depth = short.iter().count().max(1);
        steps.retain(|step| step != "/");
        loop {
            let shown = steps.get(steps.len().saturating_sub(depth)..).unwrap_or_default();
            let name = format!("pages/{}", shown.join("/"));
            if depth >= steps.len() || self.taken.insert(name.clone()) {
                return name;
            }
            depth += 1;
        }
    }
}

fn joined(path: &Path) -> String {
    path.iter().map(|step| step.to_string_lossy()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(paths: &[PathBuf], knowledge: &Path) -> Vec<String> {
        find(paths, knowledge).inputs.into_iter().map(|input| input.name).collect()
    }

    #[test]
    fn pages_are_called_so_that_no_two_are_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for file in
            ["k/pages/2024/001.txt", "a/001.txt", "b/001.txt", "b/c/002.HTML", "b/.x.txt", "b/notes.md"]
        {
            let path = root.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "理发").unwrap();
        }
        let knowledge = root.join("k");
        let paths = [root.join("k/pages/2024/001.txt"), root.join("a/001.txt"), root.join("b")];
        assert_eq!(
            names(&paths, &knowledge),
            ["pages/2024/001.txt", "pages/001.txt", "pages/b/001.txt", "pages/c/002.HTML"]
        );
        assert_eq!(names(&[root.join("k")], &root.join("missing")), ["pages/pages/2024/001.txt"]);
        fs::create_dir(root.join("empty")).unwrap();
        assert!(find(&[root.join("empty")], &knowledge).unreadable);
    }
}

//! A reload as a transaction: look, read what changed, one commit, swap.
//!
//! Knows nothing of how files are read or searched.

use std::{collections::HashMap, path::Path, time::Instant};

use rayon::prelude::*;

use super::{
    KnowledgeBase, LoadReport, OpenError,
    knowledge::{Knowledge, Words},
};
use crate::{
    article::Article,
    index::{FileRecord, IndexError},
    intake::{self, FileStamp, Reading, Role, Scan},
    problem::Problem,
};

/// The data files of a folder, decoded: name below the folder and text, and what is wrong with their bytes.
pub(super) fn data_files(folder: &Path, scan: &Scan) -> (Vec<(String, String)>, Vec<Problem>) {
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for stamp in scan.files.iter().filter(|file| matches!(file.role, Role::Table | Role::Places)) {
        let (text, found) = intake::read_text(folder, stamp);
        files.extend(text.map(|text| (stamp.path.clone(), text)));
        problems.extend(found);
    }
    (files, problems)
}

pub(super) fn reload(knowledge: &KnowledgeBase) -> Result<LoadReport, OpenError> {
    let scan = intake::scan(&knowledge.folder)
        .map_err(|source| OpenError::Folder { path: knowledge.folder.clone(), source })?;
    let (data, problems) = data_files(&knowledge.folder, &scan);
    let mut words = Words::read(&data);
    words.problems.extend(problems);
    with_words(knowledge, &words, &scan)
}

/// What a changed file gave.
struct Read {
    record: FileRecord,
    articles: Vec<Article>,
}

pub(super) fn with_words(
    knowledge: &KnowledgeBase,
    words: &Words,
    scan: &Scan,
) -> Result<LoadReport, OpenError> {
    let started = Instant::now();
    let _gate = knowledge.gate.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    // The process that wrote before may have ended meanwhile.
    if !knowledge.lock.take()? {
        return Err(OpenError::Busy { path: knowledge.folder.clone() });
    }
    let folder = &knowledge.folder;
    let before = knowledge.index.snapshot()?;
    let same_words = before.payload() == words.fingerprint;
    let known: HashMap<String, FileRecord> =
        before.records().into_iter().map(|record| (record.file.clone(), record)).collect();
    let files: Vec<&FileStamp> =
        scan.files.iter().filter(|file| matches!(file.role, Role::Notice | Role::Page)).collect();
    let changed: Vec<&FileStamp> = files
        .iter()
        .copied()
        .filter(|file| {
            let unchanged =
                |record: &FileRecord| record.size == file.size && record.modified == file.modified;
            !same_words || !known.get(&file.path).is_some_and(unchanged)
        })
        .collect();
    let reading = Reading { places: &words.lexicon.places, services: &words.lexicon.services };
    let read: Vec<(Read, Vec<Problem>)> =
        changed.par_iter().map(|file| read_file(folder, file, &reading)).collect();
    // A folder that vanished while it was read must not empty the index.
    std::fs::read_dir(folder).map_err(|source| OpenError::Folder { path: folder.clone(), source })?;

    let mut report = LoadReport { problems: words.problems.clone(), ..LoadReport::default() };
    report.problems.extend(scan.problems.iter().cloned());
    let gone: Vec<&FileRecord> =
        known.values().filter(|record| !files.iter().any(|file| file.path == record.file)).collect();
    if !read.is_empty() || !gone.is_empty() || !same_words {
        write(knowledge, words, &read, &gone, &known, &mut report)?;
    }
    report.problems.extend(read.into_iter().flat_map(|(_, problems)| problems));
    report.problems.sort();
    let snapshot = knowledge.index.snapshot()?;
    report.articles = snapshot.articles();
    knowledge.swap(Knowledge::new(snapshot, words, knowledge.home.as_ref()));
    report.took = started.elapsed();
    Ok(report)
}

fn read_file(folder: &Path, file: &FileStamp, reading: &Reading<'_>) -> (Read, Vec<Problem>) {
    let read = intake::read_file(folder, file, reading);
    let record = FileRecord {
        file: file.path.clone(),
        size: file.size,
        modified: file.modified,
        hash: read.hash.map(|hash| blake3::Hash::from_bytes(hash).to_hex().to_string()).unwrap_or_default(),
        articles: read.articles.len(),
    };
    (Read { record, articles: read.articles }, read.problems)
}

fn write(
    knowledge: &KnowledgeBase,
    words: &Words,
    read: &[(Read, Vec<Problem>)],
    gone: &[&FileRecord],
    known: &HashMap<String, FileRecord>,
    report: &mut LoadReport,
) -> Result<(), IndexError> {
    let mut update = knowledge.index.update()?;
    for record in gone {
        report.removed += record.articles;
        update.remove_file(&record.file);
    }
    let same_words = knowledge.index.snapshot()?.payload() == words.fingerprint;
    for (file, _) in read {
        let same_content = |record: &FileRecord| same_words && record.hash == file.record.hash;
        if known.get(&file.record.file).is_some_and(same_content) {
            update.remove_record(&file.record.file);
            update.add_record(&file.record)?;
            continue;
        }
        match known.get(&file.record.file) {
            Some(_) => report.changed += file.articles.len(),
            None => report.added += file.articles.len(),
        }
        update.remove_file(&file.record.file);
        update.add_record(&file.record)?;
        for article in &file.articles {
            update.add_article(article)?;
        }
    }
    update.commit(&words.fingerprint)
}

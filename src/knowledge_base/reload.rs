//! A reload as a transaction: look, read what changed, make the next generation of the index, look at it, switch.
//!
//! Knows nothing of how files are read or searched, or of who decides whether to switch.

use std::{collections::HashMap, io, path::Path, sync::atomic::Ordering, time::Instant};

use rayon::prelude::*;

use super::{
    KnowledgeBase, LoadReport, OpenError,
    generations::ServingState,
    knowledge::{DataFile, Knowledge, Vocabulary},
    seal::Depth,
    state,
};
use crate::{
    answer::Answer,
    article::Article,
    cancellation,
    diagnostic::Diagnostic,
    index::{FileRecord, Index, IndexError},
    intake::{self, FileRole, FileStamp, ReadContext, Scan},
    question::QuestionRequest,
    table::SHIPPED_INSTEAD,
};

/// The data files of a folder, decoded.
pub(super) struct DataFiles {
    pub(super) files: Vec<DataFile>,
    /// What is wrong with their bytes.
    pub(super) problems: Vec<Diagnostic>,
}

/// Reads the data files that were found in a folder.
pub(super) fn data_files(folder: &Path, scan: &Scan) -> DataFiles {
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for stamp in scan.files.iter().filter(|file| matches!(file.role, FileRole::Table | FileRole::Places)) {
        let (text, mut found) = intake::read_text(folder, stamp);
        if text.is_none() {
            for problem in &mut found {
                problem.remedy = format!("{}；{SHIPPED_INSTEAD}", problem.remedy);
            }
        }
        files.extend(text.map(|text| DataFile { name: stamp.path.clone(), text }));
        problems.extend(found);
    }
    DataFiles { files, problems }
}

/// Knowledge that is ready to serve and does not serve yet. Dropped, it leaves everything as it is.
#[derive(Debug)]
pub(crate) struct PreparedReload {
    /// None when nothing has changed.
    next: Option<Knowledge>,
    report: LoadReport,
}

impl PreparedReload {
    /// What would change.
    #[must_use]
    pub(crate) fn report(&self) -> &LoadReport {
        &self.report
    }

    /// What it would answer; nothing when it is the same.
    #[must_use]
    pub(crate) fn answer(&self, asked: &QuestionRequest<'_>) -> Vec<Answer> {
        self.next.as_ref().map(|next| KnowledgeBase::answers(next, asked)).unwrap_or_default()
    }
}

impl KnowledgeBase {
    /// Reads what has changed and makes knowledge of it that does not serve yet.
    ///
    /// # Errors
    /// As for [`KnowledgeBase::reload`].
    pub(crate) fn prepare(&self) -> Result<PreparedReload, OpenError> {
        let scan = intake::scan(&self.folder)
            .map_err(|source| OpenError::Folder { path: self.folder.clone(), source })?;
        let DataFiles { files, problems } = data_files(&self.folder, &scan);
        let mut words = Vocabulary::read(files);
        words.problems.extend(problems);
        with_words(self, &words, &scan)
    }

    /// Serves what was prepared last, now and after a restart.
    ///
    /// # Errors
    /// Something else was prepared meanwhile, or the state folder is not writable.
    pub(crate) fn switch(&self, prepared: PreparedReload) -> Result<LoadReport, OpenError> {
        let _gate = self.gate.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let generations = &self.generations;
        let failed = unusable(self);
        let PreparedReload { next, report } = prepared;
        let before = serving(self);
        let Some(next) = next else {
            if before.held {
                generations.set_serving(ServingState { held: false, ..before }).map_err(failed)?;
            }
            return Ok(report);
        };
        if !generations.folder(next.generation).exists() {
            return Err(failed(io::Error::other("a later reload has taken its place")));
        }
        // What served an empty folder at the very first start is nothing to go back to, nor is what is damaged.
        let is_sound = self.current.load().snapshot.files() > 0 && !report.made_anew;
        let former = is_sound.then_some(before.current);
        generations
            .set_serving(ServingState { current: next.generation, former, held: false })
            .map_err(failed)?;
        self.swap(next);
        Ok(report)
    }

    /// Serves what served before the last switch, now and after a restart, until the next reload; false when there is
    /// nothing to go back to.
    ///
    /// # Errors
    /// Another process writes, or the state folder is not writable.
    pub fn roll_back(&self) -> Result<bool, OpenError> {
        let _gate = self.gate.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !self.lock.take()? {
            return Err(OpenError::Busy { path: self.folder.clone() });
        }
        let Some(former) = serving(self).former else { return Ok(false) };
        let (snapshot, words) = state::open_former(&self.generations, former)?;
        let serving = ServingState { current: former, former: None, held: true };
        self.generations.set_serving(serving).map_err(unusable(self))?;
        self.swap(Knowledge::new(former, snapshot, &words, self.home.as_ref()));
        Ok(true)
    }
}

/// What stands on the disk; where that cannot be read, what serves.
fn serving(knowledge: &KnowledgeBase) -> ServingState {
    let in_memory = ServingState { current: knowledge.current.load().generation, ..ServingState::default() };
    match knowledge.generations.serving() {
        Ok(serving) => serving.unwrap_or(in_memory),
        Err(flaw) => {
            tracing::warn!(%flaw, "which knowledge stands is not known; the one that serves does");
            in_memory
        }
    }
}

fn unusable(knowledge: &KnowledgeBase) -> impl Fn(io::Error) -> OpenError {
    |source| OpenError::State { path: knowledge.generations.home().to_owned(), source }
}

/// What a changed file gave.
struct ChangedFile {
    record: FileRecord,
    articles: Vec<Article>,
}

fn with_words(
    knowledge: &KnowledgeBase,
    words: &Vocabulary,
    scan: &Scan,
) -> Result<PreparedReload, OpenError> {
    let _gate = knowledge.gate.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    // The process that wrote before may have ended meanwhile.
    if !knowledge.lock.take()? {
        return Err(OpenError::Busy { path: knowledge.folder.clone() });
    }
    let anew = knowledge.damaged.load(Ordering::Acquire);
    match build(knowledge, words, scan, anew) {
        Err(error) if !anew => {
            // A state folder that is away is not damaged: it may come back.
            if !knowledge.generations.home().is_dir() {
                return Err(error);
            }
            let serving = knowledge.current.load().generation;
            let Err(flaw) = knowledge.generations.verify(serving, Depth::Through) else { return Err(error) };
            // Nothing can be built on what serves.
            tracing::warn!(%flaw, "the index is damaged; it is made anew from the knowledge folder");
            knowledge.damaged.store(true, Ordering::Release);
            build(knowledge, words, scan, true)
        }
        built => built,
    }
}

/// Makes the next generation out of the one that serves, or of nothing but the folder.
fn build(
    knowledge: &KnowledgeBase,
    words: &Vocabulary,
    scan: &Scan,
    anew: bool,
) -> Result<PreparedReload, OpenError> {
    let started = Instant::now();
    let folder = &knowledge.folder;
    let served = knowledge.current.load_full();
    let before = &served.snapshot;
    let same_words = before.payload() == words.fingerprint && !anew;
    let records = if anew { Vec::new() } else { before.records() };
    let known: HashMap<String, FileRecord> =
        records.into_iter().map(|record| (record.file.clone(), record)).collect();
    let files: Vec<&FileStamp> =
        scan.files.iter().filter(|file| matches!(file.role, FileRole::Notice | FileRole::Page)).collect();
    let stands = |file: &FileStamp| {
        same_words && known.get(&file.path).is_some_and(|record| record.stands(file.size, file.modified))
    };
    let (unchanged, changed): (Vec<&FileStamp>, Vec<&FileStamp>) =
        files.iter().copied().partition(|file| stands(file));
    let reading = ReadContext { places: &words.lexicon.places, services: &words.lexicon.services };
    let asked_for = cancellation::current();
    let read_one = |file: &&FileStamp| {
        asked_for.check();
        read_file(knowledge, file, &reading)
    };
    let mut read: Vec<ChangedFile> = changed.par_iter().map(read_one).collect();
    let problems = read.iter().flat_map(|file| file.record.problems.clone());
    let problems: Vec<Diagnostic> = unchanged
        .iter()
        .filter_map(|file| known.get(&file.path))
        .flat_map(|record| record.problems.clone())
        .chain(problems)
        .collect();
    // What could not be looked at last time either is nothing new.
    read.retain(|file| !same_words || known.get(&file.record.file) != Some(&file.record));
    // A folder that vanished while it was read must not empty the index.
    std::fs::read_dir(folder).map_err(|source| OpenError::Folder { path: folder.clone(), source })?;

    let mut report = LoadReport {
        problems: words.problems.clone(),
        // The first words of all change nothing.
        words: !same_words && !before.payload().is_empty() && !anew,
        made_anew: anew,
        ..LoadReport::default()
    };
    report.problems.extend(scan.problems.iter().cloned());
    let gone: Vec<&FileRecord> =
        known.values().filter(|record| !files.iter().any(|file| file.path == record.file)).collect();
    let is_new = !read.is_empty() || !gone.is_empty() || !same_words;
    let next = if is_new {
        let change = Change { words, read: &read, gone: &gone, known: &known, same_words, anew };
        Some(build_generation(knowledge, &change, &mut report)?)
    } else {
        None
    };
    report.problems.extend(problems);
    report.problems.sort();
    report.articles =
        next.as_ref().map_or_else(|| served.snapshot.articles(), |next| next.snapshot.articles());
    report.took = started.elapsed();
    Ok(PreparedReload { next, report })
}

/// What makes the next generation differ from the one that serves.
struct Change<'a> {
    words: &'a Vocabulary,
    read: &'a [ChangedFile],
    gone: &'a [&'a FileRecord],
    known: &'a HashMap<String, FileRecord>,
    same_words: bool,
    /// Nothing of the one that serves is used.
    anew: bool,
}

fn build_generation(
    knowledge: &KnowledgeBase,
    change: &Change<'_>,
    report: &mut LoadReport,
) -> Result<Knowledge, OpenError> {
    let generations = &knowledge.generations;
    let failed = unusable(knowledge);
    let serving = ServingState { current: knowledge.current.load().generation, ..serving(knowledge) };
    let (generation, former, index) = if change.anew {
        let generation =
            generations.remove_unused(serving).and_then(|()| generations.create_empty()).map_err(&failed)?;
        (generation, None, Index::create(&generations.folder(generation))?)
    } else {
        let generation = generations.create_next(serving).map_err(&failed)?;
        (generation, Some(serving.current), Index::open(&generations.folder(generation))?)
    };
    write(&index, change, report)?;
    if !change.same_words || !matches!(generations.words(generation), Ok(Some(_))) {
        generations.store_words(generation, &change.words.files).map_err(&failed)?;
    }
    generations.seal(generation, former).map_err(&failed)?;
    Ok(Knowledge::new(generation, index.snapshot()?, change.words, knowledge.home.as_ref()))
}

fn read_file(knowledge: &KnowledgeBase, file: &FileStamp, reading: &ReadContext<'_>) -> ChangedFile {
    let read = knowledge.reader.read_file(&knowledge.folder, file, reading);
    let record = FileRecord {
        file: file.path.clone(),
        size: file.size,
        modified: file.modified,
        hash: read.hash.map(|hash| hash.to_string()).unwrap_or_default(),
        articles: read.articles.len(),
        problems: read.problems,
    };
    ChangedFile { record, articles: read.articles }
}

fn write(index: &Index, change: &Change<'_>, report: &mut LoadReport) -> Result<(), IndexError> {
    let Change { words, read, gone, known, same_words, .. } = *change;
    let mut update = index.update()?;
    for record in gone {
        report.removed += record.articles;
        update.remove_file(&record.file);
    }
    for file in read {
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

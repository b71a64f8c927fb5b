//! Every problem of a knowledge folder: notices, pages, data files and cases.
//!
//! Knows nothing of how files are searched: nothing is written.

use std::{collections::HashMap, path::Path};

use jiff::civil::Date;
use rayon::prelude::*;

use super::{
    KnowledgeBase, OpenError,
    knowledge::Vocabulary,
    reload::{DataFiles, data_files},
};
use crate::{
    cancellation,
    diagnostic::Diagnostic,
    index::FileRecord,
    intake::{
        self, FileRole, FileStamp, ForeignReader, ReadContext, ReadFile,
        check::{CasesFile, CheckContext},
    },
    question,
};

/// Reads the whole of `folder` and gives all its problems, by file and line.
///
/// # Errors
/// There is no such folder.
pub fn check(folder: &Path, today: Date, reader: &ForeignReader) -> Result<Vec<Diagnostic>, OpenError> {
    check_all(folder, today, &|file, reading| reader.read_file(folder, file, reading))
}

impl KnowledgeBase {
    /// All problems of the folder as [`check`] finds them, except that what was refused at the last look and has not
    /// changed is not tried again.
    ///
    /// # Errors
    /// There is no such folder any more.
    pub fn check(&self, today: Date) -> Result<Vec<Diagnostic>, OpenError> {
        let records = self.current.load().snapshot.records().into_iter();
        let refused: HashMap<String, FileRecord> =
            records.filter(FileRecord::is_refused).map(|record| (record.file.clone(), record)).collect();
        check_all(&self.folder, today, &|file, reading| match refused
            .get(&file.path)
            .filter(|record| record.stands(file.size, file.modified))
        {
            Some(record) => ReadFile {
                file: record.file.clone(),
                problems: record.problems.clone(),
                ..ReadFile::default()
            },
            None => self.reader.read_file(&self.folder, file, reading),
        })
    }
}

type ReadOne<'a> = dyn Fn(&FileStamp, &ReadContext<'_>) -> ReadFile + Sync + 'a;

fn check_all(folder: &Path, today: Date, read: &ReadOne<'_>) -> Result<Vec<Diagnostic>, OpenError> {
    let scan =
        intake::scan(folder).map_err(|source| OpenError::Folder { path: folder.to_owned(), source })?;
    let DataFiles { files: data, mut problems } = data_files(folder, &scan);
    let words = Vocabulary::read(data);
    problems.extend(words.problems.iter().cloned());
    let (places, services) = (&words.lexicon.places, &words.lexicon.services);
    let reading = ReadContext { places, services };
    let asked_for = cancellation::current();
    let of_role = |roles: &[FileRole]| -> Vec<&FileStamp> {
        scan.files.iter().filter(|file| roles.contains(&file.role)).collect()
    };
    let files: Vec<ReadFile> = of_role(&[FileRole::Notice, FileRole::Page])
        .into_par_iter()
        .map(|file| {
            asked_for.check();
            read(file, &reading)
        })
        .collect();
    let texts: Vec<&str> =
        files.iter().flat_map(|file| &file.articles).map(|article| article.body.as_str()).collect();
    if let Some(synonyms) = words.files.iter().find(|file| file.name == "synonyms.toml") {
        problems.extend(question::common_words(&synonyms.text, &texts));
    }
    let mut cases = Vec::new();
    for file in of_role(&[FileRole::Cases]) {
        let (text, found) = intake::read_text(folder, file);
        problems.extend(found);
        cases.extend(text.map(|text| CasesFile { file: file.path.clone(), text }));
    }
    for file in of_role(&[FileRole::Talks]) {
        let (text, found) = intake::read_text(folder, file);
        problems.extend(found);
        problems.extend(text.into_iter().flat_map(|text| intake::read_talks(&file.path, &text).1));
    }
    let known = CheckContext { services, places, today };
    problems.extend(intake::check::check(&scan, &files, &cases, &known));
    problems.sort_by(|one, other| {
        (&one.file, one.line, &one.problem).cmp(&(&other.file, other.line, &other.problem))
    });
    problems.dedup();
    Ok(problems)
}

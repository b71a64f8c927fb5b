//! Every problem of a knowledge folder: notices, pages, data files and cases.
//!
//! Knows nothing of the index: nothing is written.

use std::path::Path;

use jiff::civil::Date;
use rayon::prelude::*;

use super::{OpenError, knowledge::Words, reload::data_files};
use crate::{
    cancellation,
    intake::{
        self, FileStamp, ReadFile, Reading, Role,
        check::{CasesFile, Known},
    },
    problem::Problem,
    question,
};

/// Reads the whole of `folder` and gives all its problems, by file and line.
///
/// # Errors
/// There is no such folder.
pub fn check(folder: &Path, today: Date) -> Result<Vec<Problem>, OpenError> {
    let scan =
        intake::scan(folder).map_err(|source| OpenError::Folder { path: folder.to_owned(), source })?;
    let (data, mut problems) = data_files(folder, &scan);
    let words = Words::read(data);
    problems.extend(words.problems.iter().cloned());
    let (places, services) = (&words.lexicon.places, &words.lexicon.services);
    let reading = Reading { places, services };
    let asked_for = cancellation::current();
    let of_role = |roles: &[Role]| -> Vec<&FileStamp> {
        scan.files.iter().filter(|file| roles.contains(&file.role)).collect()
    };
    let files: Vec<ReadFile> = of_role(&[Role::Notice, Role::Page])
        .into_par_iter()
        .map(|file| {
            asked_for.check();
            intake::read_file(folder, file, &reading)
        })
        .collect();
    let texts: Vec<&str> =
        files.iter().flat_map(|file| &file.articles).map(|article| article.body.as_str()).collect();
    if let Some((_, synonyms)) = words.files.iter().find(|(name, _)| name == "synonyms.toml") {
        problems.extend(question::common_words(synonyms, &texts));
    }
    let mut cases = Vec::new();
    for file in of_role(&[Role::Cases]) {
        let (text, found) = intake::read_text(folder, file);
        problems.extend(found);
        cases.extend(text.map(|text| CasesFile { file: file.path.clone(), text }));
    }
    let known = Known { services, places, today };
    problems.extend(intake::check::check(&scan, &files, &cases, &known));
    problems.sort_by(|one, other| {
        (&one.file, one.line, &one.problem).cmp(&(&other.file, other.line, &other.problem))
    });
    problems.dedup();
    Ok(problems)
}

//! The words with which pages are read: the knowledge folder's, where there is one, else those that ship.
//!
//! Knows nothing of pages, and looks at nothing else in the folder.

use std::{fs, path::Path};

use crate::{diagnostic::Diagnostic, intake, places::Places, services::Services};

pub(super) struct ImportWords {
    pub(super) places: Places,
    pub(super) services: Services,
    pub(super) problems: Vec<Diagnostic>,
}

impl ImportWords {
    /// Reads `services.toml` and `places/*.csv` of `folder`; what is not there comes from the program.
    pub(super) fn of(folder: &Path) -> Self {
        let mut problems = Vec::new();
        let mut text = |name: &str| {
            let path = folder.join(name);
            if !path.exists() {
                return None;
            }
            let bytes = intake::load(name, &path).map_err(|problem| problems.push(problem)).ok()?;
            let (text, found) = intake::decode_text(name, &bytes);
            problems.extend(found);
            text
        };
        let services = text("services.toml");
        let tables: Vec<(String, String)> = tables(folder)
            .into_iter()
            .filter_map(|name| text(&format!("places/{name}")).map(|text| (name, text)))
            .collect();
        let tables: Vec<(&str, &str)> =
            tables.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let (places, found) = Places::from_files(&tables);
        problems.extend(
            found
                .into_iter()
                .map(|problem| Diagnostic { file: format!("places/{}", problem.file), ..problem }),
        );
        let services = match services {
            Some(text) => {
                let (services, found) = Services::from_toml(&text);
                problems.extend(found);
                services
            }
            None => Services::builtin(),
        };
        Self { places, services, problems }
    }
}

fn tables(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder.join("places")) else { return Vec::new() };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> =
        names.filter(|name| name.ends_with(".csv") && !name.starts_with('.')).collect();
    names.sort();
    names
}

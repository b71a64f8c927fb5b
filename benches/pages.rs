//! Pages a second through the splitter, dates, places and services, on one core: `cargo bench --bench pages [-- FOLDER]`.
//!
//! FOLDER holds pages (.txt .html .docx .pdf), which are read over and over; without it, the fixture pages of the
//! tests, put together to sheets of the usual length.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    time::Instant,
};

use linli::{
    intake::{Given, ReadContext, read_page},
    places::Places,
    services::Services,
};

const PAGES: usize = 1_000;
/// Bytes of a full newspaper page as text.
const USUAL: usize = 24_000;

fn main() -> io::Result<()> {
    let folder = std::env::args().skip(1).find(|argument| argument != "--bench").map(PathBuf::from);
    let pages = match &folder {
        Some(folder) => files(folder)?,
        None => sheets(&files(Path::new("tests/fixtures/pages"))?),
    };
    if pages.is_empty() {
        return Err(io::Error::other("there are no pages in that folder"));
    }
    let (places, services) = (Places::builtin(), Services::builtin());
    let reading = ReadContext { places: &places, services: &services };
    let (mut articles, mut bytes) = (0, 0);
    let started = Instant::now();
    for (name, page) in pages.iter().cycle().take(PAGES) {
        articles += read_page(name, page, &Given::default(), &reading).articles.len();
        bytes += page.len();
    }
    let seconds = started.elapsed().as_secs_f64();
    writeln!(
        io::stdout(),
        "{PAGES} pages of {} KB on average, {articles} articles: {seconds:.2} s, {:.0} pages/s",
        bytes / PAGES / 1024,
        PAGES as f64 / seconds
    )
}

fn files(folder: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.retain(|path| {
        let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned());
        ending.is_some_and(|ending| ["txt", "html", "docx", "pdf"].contains(&ending.as_str()))
    });
    paths.sort();
    let name =
        |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    paths.iter().map(|path| Ok((format!("pages/{}", name(path)), fs::read(path)?))).collect()
}

/// Each sheet begins with another fixture, so that no two are the same.
fn sheets(parts: &[(String, Vec<u8>)]) -> Vec<(String, Vec<u8>)> {
    let sheet = |first: usize| {
        let mut text = Vec::new();
        for (_, part) in parts.iter().cycle().skip(first) {
            if text.len() + part.len() > USUAL && !text.is_empty() {
                break;
            }
            text.extend_from_slice(part);
            text.push(b'\n');
        }
        (format!("pages/{first:03}.txt"), text)
    };
    (0..parts.len()).map(sheet).collect()
}

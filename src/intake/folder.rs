//! What lies in a knowledge folder: every file with its role, size and time, in a stable order.
//!
//! Knows nothing of what the files hold.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{self, Read},
    os::unix::fs::OpenOptionsExt,
    path::Path,
    time::UNIX_EPOCH,
};

use ignore::{DirEntry, WalkBuilder};
use rustix::fs::OFlags;
use serde::{Deserialize, Serialize};

use super::{
    FileFormat,
    diagnostics::{Diagnostics, Finding},
    encoding::too_large,
    limits::FILE_BYTES,
};
use crate::{
    diagnostic::Diagnostic,
    text::printable::{misleads, printable_line},
};

/// What a file of the folder is for, by its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FileRole {
    /// `articles/**/*.md`
    Notice,
    /// `pages/**/*.{txt,html,htm,docx,pdf}`
    Page,
    /// `services.toml`, `synonyms.toml`, `emergencies.toml`, `hotlines.toml`
    Table,
    /// `places/*.csv`
    Places,
    /// `cases/**/*.jsonl`
    Cases,
    /// `cases/**/*.talk.jsonl`
    Talks,
}

/// A file as it stood when the folder was looked through: enough to tell whether it has to be read again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileStamp {
    /// Below the folder, with `/`.
    pub path: String,
    /// What it is for.
    pub role: FileRole,
    /// In bytes.
    pub(crate) size: u64,
    /// Nanoseconds since 1970.
    pub(crate) modified: i64,
}

/// What was found, and what could not be looked at.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// By path.
    pub files: Vec<FileStamp>,
    /// Files that are passed over although somebody wanted them read.
    pub(crate) problems: Vec<Diagnostic>,
}

/// Looks through `folder`. Only a folder that is not there at all is an error.
pub fn scan(folder: &Path) -> io::Result<Scan> {
    fs::read_dir(folder)?;
    let mut scan = Scan::default();
    let mut strange_folders = BTreeSet::new();
    let walk = WalkBuilder::new(folder)
        .standard_filters(false)
        .follow_links(true)
        .sort_by_file_name(|one, other| one.cmp(other))
        .filter_entry(|entry| entry.depth() == 0 || !is_leftover(&entry.file_name().to_string_lossy()))
        .build();
    for entry in walk {
        match entry {
            Ok(entry) if entry.depth() == 0 || entry.file_type().is_none_or(|kind| kind.is_dir()) => {}
            Ok(entry) => look_at(folder, &entry, &mut strange_folders, &mut scan),
            Err(error) => scan.problems.extend(unreadable(folder, &error)),
        }
    }
    scan.files.sort();
    drop_clashes(&mut scan);
    scan.problems.sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
    Ok(scan)
}

/// The bytes of a file; it may be gone, locked, too large or no file at all. Whatever it is, this comes back soon.
pub(crate) fn read_bytes(path: &Path, diagnostics: &mut Diagnostics) -> Option<Vec<u8>> {
    match bounded(path) {
        Ok(bytes) if bytes.len() as u64 > FILE_BYTES => {
            let size = fs::metadata(path).map_or(0, |metadata| metadata.len());
            diagnostics.error(None, too_large(size.max(FILE_BYTES + 1)));
            None
        }
        Ok(bytes) => Some(bytes),
        Err(error) => {
            diagnostics.error(None, cannot_read(&error));
            None
        }
    }
}

/// At most one byte more than is allowed, however large the file says it is.
fn bounded(path: &Path) -> io::Result<Vec<u8>> {
    // Before it is opened: to open a device may already do something. A pipe would be waited for.
    only_regular(&fs::metadata(path)?)?;
    let file =
        fs::OpenOptions::new().read(true).custom_flags(OFlags::NONBLOCK.bits().cast_signed()).open(path)?;
    let metadata = file.metadata()?;
    only_regular(&metadata)?;
    let mut bytes = Vec::new();
    if metadata.len() <= FILE_BYTES {
        bytes.reserve(metadata.len() as usize);
    }
    file.take(FILE_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn only_regular(metadata: &fs::Metadata) -> io::Result<()> {
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if metadata.is_file() { Ok(()) } else { Err(io::Error::other(NotAFile)) }
}

/// A pipe, a socket, a device.
#[derive(Debug, thiserror::Error)]
#[error("not a regular file")]
struct NotAFile;

fn not_a_file() -> Finding {
    Finding::new("这不是普通文件（是管道、设备或者指向它们的链接），没有读", "请删掉它，换成真正的文件")
}

/// Path below the folder without extension and without `articles/`: the id of a notice, the first part of a page's ids.
pub(crate) fn id_of(path: &str) -> &str {
    let stem = match path.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => stem,
        _ => path,
    };
    stem.strip_prefix("articles/").unwrap_or(stem)
}

fn look_at(folder: &Path, entry: &DirEntry, strange_folders: &mut BTreeSet<String>, scan: &mut Scan) {
    let shown = shown(folder, entry.path());
    let mut diagnostics = Diagnostics::new(&shown);
    if entry.path().to_str().is_none() {
        diagnostics
            .error(None, Finding::new("文件名的编码坏了，读不了", "请给文件改名，用汉字、字母、数字和减号"));
    } else if shown.chars().any(misleads) {
        diagnostics = Diagnostics::new(&printable_line(&shown));
        diagnostics.error(
            None,
            Finding::new("文件名里有看不见的符号，没有读", "请给文件改名，用汉字、字母、数字和减号"),
        );
    } else if let Some(role) = role_of(&shown, strange_folders, &mut diagnostics) {
        match entry.metadata() {
            Ok(metadata) if !metadata.is_file() => diagnostics.error(None, not_a_file()),
            Ok(metadata) => {
                let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
                let modified = modified.and_then(|time| i64::try_from(time.as_nanos()).ok()).unwrap_or(0);
                scan.files.push(FileStamp { path: shown, role, size: metadata.len(), modified });
            }
            Err(error) => {
                let io = error.into_io_error().unwrap_or_else(|| io::Error::other("unknown"));
                diagnostics.error(None, cannot_read(&io));
            }
        }
    }
    scan.problems.extend(diagnostics.into_problems());
}

fn role_of(
    path: &str,
    strange_folders: &mut BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) -> Option<FileRole> {
    let (top, rest) = path.split_once('/').map_or(("", path), |(top, rest)| (top, rest));
    if rest.rsplit('/').next().is_some_and(|name| name.eq_ignore_ascii_case("README.md")) {
        return None;
    }
    match (top, FileFormat::of_path(path)) {
        ("articles", Some(FileFormat::Markdown)) => return Some(FileRole::Notice),
        ("pages", Some(format)) if format.is_page() => return Some(FileRole::Page),
        ("places", Some(FileFormat::Csv)) => return Some(FileRole::Places),
        ("cases", Some(FileFormat::JsonLines)) if path.ends_with(".talk.jsonl") => {
            return Some(FileRole::Talks);
        }
        ("cases", Some(FileFormat::JsonLines)) => return Some(FileRole::Cases),
        ("", Some(FileFormat::Toml))
            if ["services", "synonyms", "emergencies", "hotlines", "acts"].contains(&id_of(path)) =>
        {
            return Some(FileRole::Table);
        }
        ("articles" | "pages", format) => diagnostics.error(None, wrong_kind(top, format)),
        ("", Some(FileFormat::Markdown)) => {
            diagnostics.warning(None, Finding::new("通知放错了地方，没有读", "请移到 articles 文件夹里"))
        }
        ("", _) => diagnostics
            .warning(None, Finding::new("用不上的文件，没有读", "请移走；通知放 articles，报纸版面放 pages")),
        ("places" | "cases", _) => {
            let wanted = if top == "places" { ".csv" } else { ".jsonl" };
            diagnostics
                .warning(None, Finding::new(format!("{top} 文件夹只读 {wanted} 文件"), "请改后缀，或者移走"));
        }
        _ => {
            if strange_folders.insert(top.to_owned()) {
                diagnostics.warning(
                    None,
                    Finding::new(format!("文件夹“{top}”不会被读"), "通知请放 articles，报纸版面请放 pages"),
                );
            }
        }
    }
    None
}

fn wrong_kind(top: &str, format: Option<FileFormat>) -> Finding {
    let (problem, remedy) = match (top, format) {
        (_, Some(FileFormat::OtherDocument)) => {
            ("这种文档读不了", "请在 Word 或 WPS 里“另存为”.docx 或纯文本 .txt，放进 pages")
        }
        (_, Some(FileFormat::Image)) => {
            ("图片里的字读不出来", "请先用手机或扫描软件转成文字，存成 .txt 放进 pages")
        }
        (_, Some(FileFormat::Spreadsheet)) => ("表格和幻灯片读不了", "请把要紧的内容写成一条通知（.md）"),
        (_, Some(FileFormat::Archive)) => ("压缩包读不了", "请先解开，把里面的文件放进来"),
        ("articles", Some(format)) if format.is_page() => {
            ("articles 里只放 .md 文件", "报纸版面请移到 pages；通知请另存为 .md，开头写上标题")
        }
        ("pages", Some(FileFormat::Markdown | FileFormat::LongMarkdown)) => {
            ("pages 里不放 .md 文件", "写好的通知请移到 articles；版面文字请改成 .txt")
        }
        (_, Some(format)) if format.is_markdown() => ("后缀要用 .md", "请把后缀改成 .md"),
        ("articles", _) => ("认不得的文件，没有读", "通知的后缀要用 .md"),
        _ => ("认不得的文件，没有读", "报纸版面请用 .txt、.html、.docx 或 .pdf"),
    };
    Finding::new(problem, remedy)
}

/// Two files with the same id cannot both be used; names that differ in case only get lost on other systems.
fn drop_clashes(scan: &mut Scan) {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let problems = &mut scan.problems;
    scan.files.retain(|file| {
        if !matches!(file.role, FileRole::Notice | FileRole::Page) {
            return true;
        }
        let Some(first) = seen.get(&id_of(&file.path).to_lowercase()) else {
            seen.insert(id_of(&file.path).to_lowercase(), file.path.clone());
            return true;
        };
        let mut diagnostics = Diagnostics::new(&file.path);
        let same = id_of(first) == id_of(&file.path);
        if same {
            diagnostics.error(
                None,
                Finding::new(format!("和“{first}”同名，只用了那一个"), "请给其中一个改名，或者删掉"),
            );
        } else {
            let problem = format!("和“{first}”只差大小写，换一台电脑就会互相覆盖");
            diagnostics.warning(None, Finding::new(problem, "请给其中一个换个名字"));
        }
        problems.extend(diagnostics.into_problems());
        !same
    });
}

/// Hidden files and what editors, Word and browsers leave behind.
fn is_leftover(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    name.starts_with(['.', '#'])
        || name.starts_with("~$")
        || name.ends_with('~')
        || [".swp", ".swo", ".tmp", ".bak", ".part", ".crdownload"]
            .iter()
            .any(|ending| lower.ends_with(ending))
        || lower == "thumbs.db"
        || lower == "desktop.ini"
        || lower == "__macosx"
}

fn unreadable(folder: &Path, error: &ignore::Error) -> Vec<Diagnostic> {
    let mut diagnostics =
        Diagnostics::new(&path_of(error).map(|path| shown(folder, path)).unwrap_or_default());
    match (is_loop(error), error.io_error()) {
        (true, _) => diagnostics
            .warning(None, Finding::new("快捷方式（链接）绕回了自己，没有再往里读", "请删掉这个链接")),
        (false, Some(io)) => diagnostics.error(None, cannot_read(io)),
        (false, None) => diagnostics.error(None, cannot_read(&io::Error::other("unknown"))),
    }
    diagnostics.into_problems()
}

fn cannot_read(error: &io::Error) -> Finding {
    match error.kind() {
        _ if error.get_ref().is_some_and(|inner| inner.is::<NotAFile>()) => not_a_file(),
        io::ErrorKind::NotFound => Finding::new(
            "文件刚才还在，读的时候不见了（或链接指向的文件没有了）",
            "不用的话不必管；要用请放回来",
        ),
        io::ErrorKind::PermissionDenied => Finding::new("没有权限读这个文件", "请把文件的权限改成可读"),
        io::ErrorKind::IsADirectory => Finding::new("这是文件夹，不是文件", "请给文件夹改名，不要带后缀"),
        _ => Finding::new(format!("读不了（{error}）"), "请检查磁盘，或把文件重新复制一次"),
    }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

fn is_loop(error: &ignore::Error) -> bool {
    match error {
        ignore::Error::Loop { .. } => true,
        ignore::Error::WithPath { err, .. }
        | ignore::Error::WithDepth { err, .. }
        | ignore::Error::WithLineNumber { err, .. } => is_loop(err),
        _ => false,
    }
}

/// `path` below `folder`, with `/`, fit to be shown.
fn shown(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests;

//! Reads one file in a process of its own, so that a hostile one harms nothing else: no memory, no time, no secret.
//!
//! Knows nothing of formats: what the child does is `child`, what it may do is `confinement`.

use std::{
    io,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::{Arc, Condvar, Mutex, PoisonError},
    time::Duration,
};

mod child;
mod confinement;
mod exchange;
mod request;

pub(crate) use child::serve;
use exchange::{Ended, exchange};
use request::Request;

use super::{
    FileFormat, FileRole, FileStamp, Given, ReadContext, ReadFile,
    diagnostics::{Diagnostics, Finding},
    finish, folder,
    parsed::{self, Parsed},
};
use crate::content_hash::ContentHash;

/// The hidden command under which the program reads one file.
pub(crate) const COMMAND: &str = "read-file";

/// Longer than any page takes that is read at all; no command may wait longer for one file.
const WITHIN: Duration = Duration::from_secs(25);

/// Bytes of plain text that are read in this process: a notice, a page. To start a process for each would take longer
/// than to read it.
const AT_HOME: usize = 64 * 1024;

/// A file that may come from anybody.
#[derive(Clone, Copy, Debug)]
pub struct FileBytes<'a> {
    /// A notice or a page.
    pub role: FileRole,
    /// Its path tells the format, and the ids of its articles.
    pub path: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

/// Reads files in child processes; clones share one limit of how many there are at a time.
#[derive(Clone, Debug)]
pub struct ForeignReader {
    program: PathBuf,
    within: Duration,
    permits: Arc<Permits>,
}

impl Default for ForeignReader {
    /// Children are the running program.
    fn default() -> Self {
        // Still the program that runs where another one has taken its name meanwhile.
        let running = PathBuf::from("/proc/self/exe");
        let named = || std::env::current_exe().unwrap_or_else(|_| PathBuf::from("linli"));
        Self::new(if running.exists() { running } else { named() })
    }
}

impl ForeignReader {
    /// Children are this program, which must know `COMMAND`.
    #[must_use]
    pub fn new(program: impl Into<PathBuf>) -> Self {
        let program = program.into();
        let program = std::path::absolute(&program).unwrap_or(program);
        Self { program, within: WITHIN, permits: Arc::new(Permits::default()) }
    }

    /// The same with another limit of time for a file.
    #[must_use]
    pub fn within(self, within: Duration) -> Self {
        Self { within, ..self }
    }

    /// Reads a notice or a page of `folder`; what cannot be read is a problem. A panic is one, too.
    #[must_use]
    pub fn read_file(&self, folder: &Path, stamp: &FileStamp, reading: &ReadContext<'_>) -> ReadFile {
        let mut diagnostics = Diagnostics::new(&stamp.path);
        let Some(bytes) = folder::read_bytes(&folder.join(&stamp.path), &mut diagnostics) else {
            let problems = diagnostics.into_problems();
            return ReadFile { file: stamp.path.clone(), problems, ..ReadFile::default() };
        };
        let file = FileBytes { role: stamp.role, path: &stamp.path, bytes: &bytes };
        self.read(&file, &Given::default(), reading)
    }

    /// Reads a file; what is `given` of a page counts before what its own block says.
    #[must_use]
    pub fn read(&self, file: &FileBytes<'_>, given: &Given, reading: &ReadContext<'_>) -> ReadFile {
        finished(file, self.parse(file), given, reading)
    }

    /// What the bytes say by themselves.
    #[must_use]
    pub fn parse(&self, file: &FileBytes<'_>) -> Parsed {
        let FileBytes { role, path, bytes } = *file;
        if !FileFormat::of_path(path).is_some_and(FileFormat::is_foreign) && bytes.len() <= AT_HOME {
            let here = || parsed::parse(role, path, bytes);
            return panic::catch_unwind(here).unwrap_or_else(|_| refused(path, crashed(path)));
        }
        let _permit = self.permits.take();
        let request = Request { role, path: path.to_owned(), bytes: bytes.len() as u64 };
        match exchange(&self.program, &request, bytes, self.within) {
            Ok(Ended::Answered(answer)) => {
                serde_json::from_slice(&answer).unwrap_or_else(|_| refused(path, garbled(path)))
            }
            Ok(Ended::TooLong) => refused(path, too_long(path)),
            Ok(Ended::TooMuch) => refused(path, too_much(path)),
            Ok(Ended::OutOfMemory) => refused(path, out_of_memory(path)),
            Ok(Ended::Crashed) => refused(path, crashed(path)),
            Err(error) => {
                tracing::error!(%error, "a process for reading a file could not be started");
                Parsed { unread: true, ..refused(path, not_started(&error)) }
            }
        }
    }
}

/// Looks at what a file says with the words of the folder; what is `given` of a page counts before what its own block
/// says.
#[must_use]
pub fn finished(file: &FileBytes<'_>, parsed: Parsed, given: &Given, reading: &ReadContext<'_>) -> ReadFile {
    let FileBytes { role, path, bytes } = *file;
    let hash = (!parsed.unread).then(|| ContentHash::of(bytes));
    let done = panic::catch_unwind(AssertUnwindSafe(|| finish(role, path, parsed, given, reading)));
    let read = done.unwrap_or_else(|_| ReadFile {
        file: path.to_owned(),
        problems: refused(path, crashed(path)).problems,
        ..ReadFile::default()
    });
    ReadFile { hash, ..read }
}

/// Children that run at the same time: as many as there are cores.
#[derive(Debug)]
struct Permits {
    free: Mutex<usize>,
    given_back: Condvar,
}

impl Default for Permits {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self { free: Mutex::new(cores), given_back: Condvar::new() }
    }
}

impl Permits {
    /// Waits for a permit; it is given back when what comes back is dropped.
    fn take(&self) -> Permit<'_> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.given_back.wait_while(free, |free| *free == 0);
        *waited.unwrap_or_else(PoisonError::into_inner) -= 1;
        Permit(self)
    }
}

struct Permit<'a>(&'a Permits);

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.given_back.notify_one();
    }
}

fn refused(path: &str, finding: Finding) -> Parsed {
    let mut diagnostics = Diagnostics::new(path);
    diagnostics.error(None, finding);
    Parsed { problems: diagnostics.into_problems(), ..Parsed::default() }
}

fn too_long(path: &str) -> Finding {
    Finding::new("这个文件读了很久还没有读完，停下了（可能坏了，或者是特意做成这样的）", instead(path))
}

fn out_of_memory(path: &str) -> Finding {
    Finding::new("读这个文件要用的内存太多，停下了（可能坏了，或者是特意做成这样的）", instead(path))
}

fn crashed(path: &str) -> Finding {
    Finding::new(
        "这个文件读到一半，读它的程序就出错退出了（文件可能坏了，或者是特意做成这样的）",
        instead(path),
    )
}

fn too_much(path: &str) -> Finding {
    Finding::new("从这个文件里读出来的文字太多，没有用", instead(path))
}

pub(super) fn garbled(path: &str) -> Finding {
    Finding::new("从这个文件里读出来的内容不对头，没有用", instead(path))
}

fn not_started(error: &io::Error) -> Finding {
    Finding::new(
        format!("现在读不了这个文件：读文件的程序起不来（{error}）"),
        "下次会再读；一直这样的话，请告诉管这个程序的人",
    )
}

/// What can be done with a file that cannot be read as it is.
fn instead(path: &str) -> &'static str {
    match FileFormat::of_path(path) {
        Some(FileFormat::Pdf) => {
            "请在 PDF 软件里打开，全选复制，存成纯文本 .txt；打不开的话请向发来的人要一份好的"
        }
        Some(FileFormat::Docx) => {
            "请在 Word 或 WPS 里打开，另存为纯文本 .txt；打不开的话请向发来的人要一份好的"
        }
        Some(FileFormat::Html) => "请在浏览器里打开，全选复制，存成纯文本 .txt",
        _ => "请用记事本打开，只留要紧的文字，拆成几个小文件",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permits_are_given_back() {
        let permits = Permits { free: Mutex::new(1), given_back: Condvar::new() };
        for _ in 0..3 {
            let _permit = permits.take();
            assert_eq!(*permits.free.lock().unwrap(), 0);
        }
        assert_eq!(*permits.free.lock().unwrap(), 1);
    }

    #[test]
    fn every_format_has_a_way_out() {
        for path in ["a.pdf", "a.docx", "a.HTML", "a.txt", "articles/a.md"] {
            for finding in [too_long(path), out_of_memory(path), crashed(path), too_much(path), garbled(path)]
            {
                assert!(!finding.problem.is_empty() && finding.remedy.starts_with('请'), "{path}");
            }
        }
    }

    #[test]
    fn a_program_that_is_not_there_is_not_the_files_finding() {
        let reader = ForeignReader::new("/nowhere/linli");
        let page = |path, bytes| FileBytes { role: FileRole::Page, path, bytes };
        let parsed = reader.parse(&page("pages/a.pdf", b"%PDF-"));
        assert!(parsed.unread && parsed.problems.len() == 1, "{parsed:?}");
        // What is small and plain needs no other program.
        assert!(reader.parse(&page("pages/a.txt", "免费理发".as_bytes())).problems.is_empty());
    }
}

//! A folder of its own for one test: knowledge, state, and the real program run in it.

use std::{
    ffi::OsStr,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use jiff::civil::Date;
use linli::{
    answer::Answer,
    intake::ForeignReader,
    knowledge_base::{KnowledgeBase, KnowledgeBaseOptions, RefreshPolicy},
    question::QuestionRequest,
};
use serde_json::Value;
use tempfile::TempDir;

/// A day some weeks after the notices below.
pub(crate) const TODAY: &str = "2024-11-01";

/// The folder that ships with the program.
pub(crate) fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge")
}

/// Reads files as the program does: in children of it.
pub(crate) fn reader() -> ForeignReader {
    ForeignReader::new(env!("CARGO_BIN_EXE_linli"))
}

/// A folder with `knowledge` and `state` in it.
pub(crate) struct Workplace {
    folder: TempDir,
}

/// How a run of the program ended, and what it said.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ended {
    /// Standard output as one JSON value a line.
    pub(crate) fn json(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
    }
}

impl Workplace {
    /// With an empty knowledge folder.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("knowledge")).unwrap();
        Self { folder }
    }

    /// With three small notices.
    pub(crate) fn with_notices() -> Self {
        let place = Self::new();
        place.notice(
            "haircut",
            "振兴街社区每周三免费理发",
            "振兴街社区每周三上午在活动室给60岁以上老人免费理发，带身份证。",
        );
        place.notice("shoes", "文华苑社区办修鞋日", "文华苑社区10月26日请师傅来修鞋、配钥匙，修鞋收成本费。");
        place.notice("pressure", "卫生站可量血压", "平城区振兴街社区卫生服务站每天上午免费量血压、测血糖。");
        place
    }

    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    /// Writes a file; `below` is relative to the whole workplace.
    pub(crate) fn write(&self, below: &str, text: impl AsRef<[u8]>) {
        let path = self.path(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes a sound notice.
    pub(crate) fn notice(&self, id: &str, title: &str, body: &str) {
        let text = format!(
            "---\ntitle: \"{title}\"\npublished: 2024-10-18\nsource: \"邻里小报\"\n\
             places: [\"山西省/大同市/平城区\"]\n---\n\n{body}\n"
        );
        self.write(&format!("knowledge/articles/{id}.md"), text);
    }

    pub(crate) fn options(&self) -> KnowledgeBaseOptions {
        KnowledgeBaseOptions {
            knowledge: self.path("knowledge"),
            state: self.path("state"),
            refresh: RefreshPolicy::Always,
            home: None,
            reader: reader(),
        }
    }

    pub(crate) fn open(&self) -> KnowledgeBase {
        KnowledgeBase::open(&self.options()).unwrap().0
    }

    /// The program in this folder, with no setting from outside.
    pub(crate) fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_linli"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs it to its end.
    pub(crate) fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Ended {
        ended(self.command(arguments).spawn().unwrap())
    }

    /// The same with lines on its standard input.
    pub(crate) fn run_with(&self, arguments: &[&str], input: &[u8]) -> Ended {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let writer = std::thread::spawn(move || stdin.write_all(&input));
        let ended = ended(child);
        writer.join().unwrap().unwrap();
        ended
    }
}

pub(crate) fn ended(child: Child) -> Ended {
    let output = child.wait_with_output().unwrap();
    Ended {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A question on its own.
pub(crate) fn ask(knowledge: &KnowledgeBase, text: &str) -> Answer {
    let today: Date = TODAY.parse().unwrap();
    let asked = QuestionRequest {
        text,
        before: None,
        chosen_place: None,
        own_place: None,
        home: None,
        today,
        just_asking: false,
        act: None,
    };
    Answer::foremost(knowledge.answer(&asked)).unwrap()
}

/// The first article of the answer.
pub(crate) fn first(answer: &Answer) -> Option<&str> {
    answer.passages.first().map(|passage| passage.article.as_str())
}

//! `linli backup FILE`: the database, whole, also while the bot serves.
//!
//! Knows nothing of how a database is copied.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::ExitCode,
};

use serde_json::{Value, json};

use super::{Session, json_line};
use crate::store::{self, Holdings};

#[derive(Debug, clap::Args)]
pub(super) struct BackupArguments {
    /// Where the copy goes; a file that is there is never overwritten
    file: PathBuf,
}

pub(super) fn run(
    session: &Session,
    database: &Path,
    arguments: &BackupArguments,
    out: &mut dyn Write,
) -> anyhow::Result<ExitCode> {
    let holds = store::back_up(database, &arguments.file)?;
    if session.json {
        json_line(out, &as_json(&arguments.file, &holds))?;
    } else {
        writeln!(out, "备份好了，检查过是完整的：{}\n{}", arguments.file.display(), in_words(&holds))?;
        writeln!(out, "内容在 {} 文件夹里，请另外拷一份。", session.knowledge.display())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What a copy holds, for people.
pub(super) fn in_words(holds: &Holdings) -> String {
    let Holdings { bytes, settings, wishes, drafts, .. } = holds;
    let size = (*bytes).div_ceil(1024);
    format!("{size} KB：{settings} 个聊天的设置，{wishes} 份“有新的告诉我”，{drafts} 篇送来的稿子")
}

/// The same for programs.
pub(super) fn as_json(file: &Path, holds: &Holdings) -> Value {
    let Holdings { bytes, layout, settings, wishes, drafts } = holds;
    json!({
        "file": file.display().to_string(), "bytes": bytes, "layout": layout,
        "settings": settings, "wishes": wishes, "drafts": drafts,
    })
}

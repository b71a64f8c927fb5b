//! `linli restore FILE`: a copy takes the place of the database, which is put aside.
//!
//! Knows nothing of how that is done.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::ExitCode,
};

use super::{
    Session,
    backup::{as_json, in_words},
    json_line,
};
use crate::store;

#[derive(Debug, clap::Args)]
pub(super) struct RestoreArguments {
    /// A copy made by `linli backup`, or a `linli.sqlite` that was copied by hand
    file: PathBuf,
}

/// What the copy takes the place of.
pub(super) struct RestoreTarget<'a> {
    pub(super) database: &'a Path,
    /// Makes the name of the database that is put aside.
    pub(super) stamp: &'a str,
}

pub(super) fn run(
    session: &Session,
    target: &RestoreTarget<'_>,
    arguments: &RestoreArguments,
    out: &mut dyn Write,
) -> anyhow::Result<ExitCode> {
    let RestoreTarget { database, stamp } = *target;
    let restored = store::restore(database, &arguments.file, stamp)?;
    let before = restored.before.as_deref().map(|path| path.display().to_string());
    if session.json {
        let mut line = as_json(database, &restored.holds);
        line["before"] = before.into();
        json_line(out, &line)?;
    } else {
        writeln!(out, "放回去了：{}\n{}", database.display(), in_words(&restored.holds))?;
        if let Some(before) = before {
            writeln!(out, "原来的没有删，改名放在 {before}，确认用不着了再删。")?;
        }
        writeln!(out, "现在可以启动了。")?;
    }
    Ok(ExitCode::SUCCESS)
}

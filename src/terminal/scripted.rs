//! A conversation by script: a typed line in, an object out (`linli chat --json`).
//!
//! Knows nothing of who types. A line `/press LABEL` presses the first button with that label.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;

use super::talk::{Responder, incoming, next_line};
use crate::{
    acts::Act,
    answer::{Interpretation, OutcomeKind},
    article::ArticleId,
    messaging::{Outgoing, Press, Said, TurnAccount},
    reply::wording,
};

/// What one turn came to, as `chat --json` prints it.
#[derive(Debug, Serialize)]
pub(crate) struct TurnRecord {
    /// The line.
    pub(crate) said: String,
    /// What it does; none for commands and pressed buttons.
    pub(crate) act: Option<Act>,
    /// The messages as they are read.
    pub(crate) reply: Vec<String>,
    /// The labels below them, row by row.
    pub(crate) buttons: Vec<Vec<String>>,
    /// What became of each question.
    pub(crate) outcomes: Vec<OutcomeKind>,
    /// The articles whose words are shown.
    pub(crate) articles: Vec<ArticleId>,
    /// What was understood of each question.
    pub(crate) understood: Vec<Interpretation>,
}

/// One side of a conversation that is played line by line.
pub(crate) struct ScriptedChat<'a> {
    hear: &'a Responder<'a>,
    today: Date,
    /// The buttons that stand, with their labels; a reply without any leaves the earlier ones standing.
    offered: Vec<(String, Press)>,
}

impl<'a> ScriptedChat<'a> {
    pub(crate) fn new(hear: &'a Responder<'a>, today: Date) -> Self {
        Self { hear, today, offered: Vec::new() }
    }

    /// One turn.
    pub(crate) fn turn(&mut self, line: &str) -> TurnRecord {
        let said = match line.strip_prefix("/press ").map(str::trim) {
            Some(label) => match self.offered.iter().find(|(offered, _)| offered == label) {
                Some((_, Press::Do(action))) => Said::Pressed(action.clone()),
                Some((_, Press::Start(link))) => Said::Arrived(link.clone()),
                Some((_, Press::Open(address))) => return record(line, &Outgoing::line(&address.clone())),
                None => Said::UnknownButton,
            },
            None => Said::Text(line.to_owned()),
        };
        let outgoing = (self.hear)(incoming(said, self.today));
        let buttons: Vec<(String, Press)> = outgoing
            .messages
            .iter()
            .flat_map(|message| message.buttons.iter().flatten())
            .map(|button| (button.label.clone(), button.press.clone()))
            .collect();
        if !buttons.is_empty() {
            self.offered = buttons;
        }
        record(line, &outgoing)
    }
}

fn record(said: &str, outgoing: &Outgoing) -> TurnRecord {
    let TurnAccount { act, outcomes, understood, .. } = outgoing.account.clone();
    let mut articles: Vec<ArticleId> = Vec::new();
    for article in outgoing.messages.iter().flat_map(|message| &message.about) {
        if !articles.contains(article) {
            articles.push(article.clone());
        }
    }
    let rows = outgoing.messages.iter().flat_map(|message| &message.buttons);
    TurnRecord {
        said: said.to_owned(),
        act,
        reply: outgoing
            .messages
            .iter()
            .map(|message| message.text.to_plain())
            .chain(outgoing.toast.clone())
            .collect(),
        buttons: rows.map(|row| row.iter().map(|button| button.label.clone()).collect()).collect(),
        outcomes,
        articles,
        understood,
    }
}

/// Talks on standard input and `out`, an object a line, until the end of the input or a word of parting.
pub(crate) fn talk_by_script(hear: &Responder<'_>, today: Date, out: &mut dyn Write) -> io::Result<()> {
    let mut chat = ScriptedChat::new(hear, today);
    let mut input = io::stdin().lock();
    while let Some(line) = next_line(&mut input)? {
        let line = line.trim();
        if wording::QUIT.contains(&line) {
            break;
        }
        serde_json::to_writer(&mut *out, &chat.turn(line))?;
        out.write_all(b"\n")?;
        out.flush()?;
    }
    Ok(())
}

//! `linli chat`: the conversation in the terminal, wired together.
//!
//! Knows nothing of how it looks.

use std::{io::Write, path::Path, process::ExitCode, sync::Arc, time::Duration};

use super::Session;
use crate::{
    conversation::{ConversationOptions, Conversations, Retriever},
    knowledge_base::RefreshPolicy,
    messaging::Incoming,
    operators::{Operators, OperatorsOptions},
    store::Store,
    telegram, terminal,
};

/// How long the end waits for the database.
const CLOSE_WITHIN: Duration = Duration::from_secs(5);

pub(super) fn run(session: &Session, database: &Path, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let (knowledge, _) = session.open(RefreshPolicy::IfQuick)?;
    let options = ConversationOptions { home: session.home.clone(), editors: true };
    let store = match Store::open(database) {
        Ok(store) => store,
        Err(error) => {
            session.note(&format!("{error}; settings are kept until the end of this talk"));
            Store::in_memory()?
        }
    };
    let knowledge = Arc::new(knowledge);
    let conversations =
        Arc::new(Conversations::new(Arc::clone(&knowledge) as Arc<dyn Retriever>, store.clone(), options));
    let others = Arc::clone(&conversations);
    let options = OperatorsOptions {
        home: session.home.clone(),
        notify: None,
        queued: Arc::new(telegram::notification),
        changed: Arc::new(move || others.forget_examples()),
    };
    let operators = Operators::new(knowledge, store.clone(), options);
    let hear = |incoming: Incoming| {
        let today = incoming.today;
        let mut outgoing = operators.hear(&incoming).unwrap_or_else(|| conversations.hear(incoming));
        match conversations.notifications_at_once(terminal::chat(), today) {
            Ok(messages) => outgoing.messages.extend(messages),
            Err(error) => tracing::error!(%error, "news could not be looked for"),
        }
        outgoing
    };
    let talked = if session.json {
        terminal::talk_by_script(&hear, session.today, out)
    } else {
        terminal::talk(&hear, session.today, out)
    };
    if !store.close(CLOSE_WITHIN) {
        session.note("the database was not closed in time; nothing of it is lost");
    }
    talked?;
    Ok(ExitCode::SUCCESS)
}

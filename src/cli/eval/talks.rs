//! Conversations of `cases/*.talk.jsonl`, played and judged turn by turn.
//!
//! Knows nothing of files.

use std::sync::Arc;

use crate::{
    conversation::{ConversationOptions, Conversations, Retriever},
    intake::{ExpectedTurn, TalkCase},
    knowledge_base::KnowledgeBase,
    store::Store,
    terminal::{ScriptedChat, TurnRecord},
};

use super::super::Session;

/// A turn that did not bring what it must.
pub(super) struct TurnMiss {
    /// The line of its conversation.
    pub(super) line: u32,
    /// What was said.
    pub(super) said: String,
    /// What is wrong.
    pub(super) fault: String,
    /// The reply.
    pub(super) reply: String,
}

/// Plays a conversation from its beginning, with nothing kept of earlier ones.
pub(super) fn play(
    session: &Session,
    knowledge: &Arc<KnowledgeBase>,
    talk: &TalkCase,
) -> anyhow::Result<Vec<TurnMiss>> {
    let options = ConversationOptions { home: session.home.clone(), editors: true };
    let retriever = Arc::clone(knowledge) as Arc<dyn Retriever>;
    let conversations = Conversations::new(retriever, Store::in_memory()?, options);
    let hear = |incoming| conversations.hear(incoming);
    let mut chat = ScriptedChat::new(&hear, talk.today.unwrap_or(session.today));
    let mut misses = Vec::new();
    for turn in &talk.turns {
        let label = turn.said.strip_prefix('［').and_then(|said| said.strip_suffix('］'));
        let record = chat.turn(&label.map_or_else(|| turn.said.clone(), |label| format!("/press {label}")));
        if let Some(fault) = fault(turn, &record) {
            let reply = record.reply.join(" / ").replace('\n', " / ");
            misses.push(TurnMiss { line: talk.line, said: turn.said.clone(), fault, reply });
        }
    }
    Ok(misses)
}

fn fault(expected: &ExpectedTurn, record: &TurnRecord) -> Option<String> {
    let reply = record.reply.join("\n");
    let act = record.act.map(|act| act.name()).unwrap_or_default();
    if let Some(article) = expected.article.as_ref().filter(|article| !record.articles.contains(article)) {
        return Some(format!("没有给这一条：{article}"));
    }
    if let Some(wanted) = expected.act.as_deref().filter(|wanted| *wanted != act) {
        return Some(format!("应该看成 {wanted}，看成了 {act}"));
    }
    if let Some(words) = expected.says.as_deref().filter(|words| !reply.contains(words)) {
        return Some(format!("没有说“{words}”"));
    }
    expected.not.as_deref().filter(|words| reply.contains(words)).map(|words| format!("不该说“{words}”"))
}

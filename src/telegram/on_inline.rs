//! Words typed behind the bot's name in any chat.
//!
//! Knows nothing of what is found. Telegram takes the answer for a few seconds only; nothing is sent to a chat, so
//! nothing is lost when it comes too late: the next letter that is typed asks again.

use serde::de::IgnoredAny;
use teloxide::payloads::{AnswerInlineQuery, AnswerInlineQuerySetters};
use teloxide::types::{
    InlineQuery, InlineQueryResult, InlineQueryResultArticle, InlineQueryResultsButton,
    InlineQueryResultsButtonKind, InputMessageContent, InputMessageContentText, LinkPreviewOptions,
    ParseMode,
};

use super::call::call;
use super::outgoing::keyboard;
use super::private_chat;
use super::render;
use super::routes::{Surroundings, user_id};
use crate::delivery::{Handled, Speech};
use crate::messaging::{ChatKind, InlineResult, Said};
use crate::reply::wording::sharing;
use crate::telemetry;

/// For so many seconds Telegram may give the same answer to the same person.
const KEPT: u32 = 30;
/// Telegram takes no more at a time.
const AT_MOST: usize = 50;

pub(super) async fn on_inline(surroundings: Surroundings, query: InlineQuery) -> Handled {
    let account = &surroundings.account;
    let user = user_id(&query.from);
    let typed = !query.query.trim().is_empty();
    let said = Said::Inline { query: query.query, offset: query.offset };
    let speech = Speech {
        // What is set in the person's own chat holds here as well.
        chat: private_chat(user),
        kind: ChatKind::Private,
        user,
        operator: account.is_operator(user),
        said,
        about: None,
    };
    let outgoing = surroundings.answered(speech).await;
    let nothing = outgoing.found.is_empty() && typed;
    let results: Vec<InlineQueryResult> = outgoing
        .found
        .into_iter()
        .take(AT_MOST)
        .map(|found| InlineQueryResult::Article(result(found)))
        .collect();
    let button = InlineQueryResultsButton {
        text: if nothing { sharing::NOT_FOUND_HERE } else { sharing::ASK_ME }.to_owned(),
        kind: InlineQueryResultsButtonKind::StartParameter("ask".to_owned()),
    };
    let answer = AnswerInlineQuery::new(query.id, results)
        .is_personal(true)
        .cache_time(KEPT)
        .next_offset(outgoing.next)
        .button(button);
    if let Err(fault) =
        call::<_, IgnoredAny>(account.presses.bot(), &answer, account.tuning.call_within).await
    {
        telemetry::failed("inline");
        tracing::debug!(%fault, "an inline answer was not taken");
    }
    Handled::default()
}

fn result(found: InlineResult) -> InlineQueryResultArticle {
    let preview = LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    };
    let text = InputMessageContentText::new(render::html(&found.message.text))
        .parse_mode(ParseMode::Html)
        .link_preview_options(preview);
    let article = InlineQueryResultArticle::new(found.id, found.title, InputMessageContent::Text(text))
        .description(found.description);
    match keyboard(&render::buttons(&found.message.buttons)) {
        Some(buttons) => article.reply_markup(buttons),
        None => article,
    }
}

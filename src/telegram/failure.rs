//! What a failed delivery comes to: later, in another form, to another chat, or never.
//!
//! Knows nothing of the network or the queue. Telegram's words are compared by what they contain: their exact wording
//! has changed over the years, and differs from what teloxide's own list expects.

use std::time::Duration;

use super::call::ApiError;
use super::outgoing::Delivery;

/// How often the short line ahead of an unsure reply may be lost: each loss may leave one standing.
const LINES: u32 = 6;
/// How often a message to many chats, or a file, is sent again after its answer was lost: at most one is doubled.
const REPEAT_ONCE: u32 = 1;

/// What happens next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// The message has arrived or needs no more.
    Arrived,
    /// The same again, after this time or after the usual pause.
    Later(Option<Duration>),
    /// It may have arrived already: in this form after the usual pause.
    Unsure(Box<Delivery>),
    /// Again at once in another form.
    Instead(Box<Delivery>),
    /// The chat has another number.
    Moved(i64),
    /// The chat cannot be reached any more.
    Unreachable,
    /// This message will never be taken.
    Dropped,
}

/// Decides on a delivery that failed; `lost` tells how often its answer was lost, this time included.
pub(super) fn next(delivery: &Delivery, error: &ApiError, lost: u32) -> Next {
    match error {
        ApiError::Wait(pause) => Next::Later(Some(*pause)),
        ApiError::Moved(to) => Next::Moved(*to),
        ApiError::NoConnection | ApiError::Server(_) => Next::Later(None),
        ApiError::Lost(_) => unsure(delivery, lost),
        ApiError::Refused { .. } if error.is_wrong_token() => Next::Later(None),
        ApiError::Refused { code: 403, .. } => Next::Unreachable,
        ApiError::Refused { reason, .. } => refused(delivery, &reason.to_lowercase()),
    }
}

/// The answer to a call that was made is lost: nobody can know whether Telegram has taken the message. A resident who
/// reads an answer twice is better off than one who reads none, so it goes out once more, but no third time: the
/// repetition is a short line that is changed into the answer, and a change may be tried without end. What certainly
/// has not arrived (no connection, 429, a failing server) never comes here.
fn unsure(delivery: &Delivery, lost: u32) -> Next {
    let allowed = match delivery {
        Delivery { edit: Some(_), .. } => u32::MAX,
        Delivery { broadcast: true, .. } => REPEAT_ONCE,
        // A line cannot be changed into a file.
        Delivery { message, .. } if message.file.is_some() => REPEAT_ONCE,
        Delivery { .. } => LINES,
    };
    if lost > allowed {
        return Next::Dropped;
    }
    let line = delivery.edit.is_none() && !delivery.broadcast && delivery.message.file.is_none();
    Next::Unsure(Box::new(Delivery { unsure: line, ..delivery.clone() }))
}

fn refused(delivery: &Delivery, reason: &str) -> Next {
    let says = |words: &[&str]| words.iter().any(|word| reason.contains(word));
    let instead = |change: fn(&mut Delivery)| {
        let mut other = delivery.clone();
        change(&mut other);
        Next::Instead(Box::new(other))
    };
    if says(&[
        "chat not found",
        "user not found",
        "group is deactivated",
        "peer_id_invalid",
        "chat_write_forbidden",
        "have no rights to send",
        "not enough rights to send",
    ]) {
        return Next::Unreachable;
    }
    if delivery.edit.is_some() {
        if says(&["message is not modified"]) {
            return Next::Arrived;
        }
        if says(&["to edit", "can't be edited", "message_id_invalid", "message not found"]) {
            // A correction of what the reader has deleted corrects nothing.
            return if delivery.broadcast { Next::Arrived } else { instead(|other| other.edit = None) };
        }
    }
    if delivery.spot.thread.is_some() && says(&["thread", "topic"]) {
        return instead(|other| other.spot.thread = None);
    }
    if !delivery.bare && says(&["button", "markup", "keyboard"]) {
        return instead(|other| other.bare = true);
    }
    // Whatever else it dislikes: the words alone are still an answer.
    match (delivery.plain, delivery.bare) {
        (false, _) => instead(|other| other.plain = true),
        (true, false) => instead(|other| other.bare = true),
        (true, true) => Next::Dropped,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::telegram::outgoing::Spot;

    fn refusal(code: u16, reason: &str) -> ApiError {
        ApiError::Refused { code, reason: reason.to_owned() }
    }

    #[test]
    fn refusals_end_what_they_end() {
        let reply = Delivery::default();
        let cases = [
            (403, "Forbidden: bot was blocked by the user", Next::Unreachable),
            (403, "Forbidden: user is deactivated", Next::Unreachable),
            (403, "Forbidden: bot was kicked from the group chat", Next::Unreachable),
            (403, "Forbidden: bot can't initiate conversation with a user", Next::Unreachable),
            (400, "Bad Request: chat not found", Next::Unreachable),
            (400, "Bad Request: not enough rights to send text messages to the chat", Next::Unreachable),
            (401, "Unauthorized", Next::Later(None)),
        ];
        for (code, reason, expected) in cases {
            assert_eq!(next(&reply, &refusal(code, reason), 0), expected, "{reason}");
        }
    }

    #[test]
    fn what_telegram_dislikes_is_left_out_step_by_step() {
        let full =
            Delivery { edit: Some(5), spot: Spot { thread: Some(3), reply_to: None }, ..Delivery::default() };
        let mut seen = Vec::new();
        let mut delivery = full;
        for reason in [
            "Bad Request: message to edit not found",
            "Bad Request: message thread not found",
            "Bad Request: can't parse entities: Unsupported start tag",
            "Bad Request: BUTTON_DATA_INVALID",
        ] {
            let Next::Instead(other) = next(&delivery, &refusal(400, reason), 0) else {
                panic!("{reason} must be tried in another form");
            };
            seen.push((other.edit, other.spot.thread, other.plain, other.bare));
            delivery = *other;
        }
        assert_eq!(
            seen,
            [
                (None, Some(3), false, false),
                (None, None, false, false),
                (None, None, true, false),
                (None, None, true, true),
            ]
        );
        assert_eq!(next(&delivery, &refusal(400, "Bad Request: message is too long"), 0), Next::Dropped);
    }

    #[test]
    fn a_lost_answer_is_repeated_within_limits() {
        let reply = Delivery::default();
        let line = Delivery { unsure: true, ..Delivery::default() };
        let many = Delivery { broadcast: true, ..Delivery::default() };
        let edit = Delivery { edit: Some(1), ..Delivery::default() };
        let again = |delivery: &Delivery| Next::Unsure(Box::new(delivery.clone()));
        for (delivery, lost, expected) in [
            (&reply, 1, again(&line)),
            (&line, LINES, again(&line)),
            (&line, LINES + 1, Next::Dropped),
            (&many, 1, again(&many)),
            (&many, 2, Next::Dropped),
            (&edit, 99, again(&edit)),
        ] {
            assert_eq!(next(delivery, &ApiError::Lost("timeout"), lost), expected, "{delivery:?} {lost}");
        }
        for error in [ApiError::NoConnection, ApiError::Server(502)] {
            assert_eq!(next(&reply, &error, 99), Next::Later(None));
        }
        assert_eq!(next(&edit, &refusal(400, "Bad Request: message is not modified: x"), 0), Next::Arrived);
    }
}

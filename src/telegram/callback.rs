//! The few bytes in which Telegram carries what a button does, and back.
//!
//! Knows nothing of what an action does. Buttons stand below messages for years: what was written once is always read.

use crate::messaging::{
    Action, ContextId, OperatorAction, Preference, Reason, ResidentAction, SubmissionAction, SubmissionId,
    SubmittedArticleId, SubmittedField, SubscriptionId,
};

/// The most bytes that Telegram takes as the data of a button.
pub(super) const BYTES: usize = 64;

/// What the data of operators' buttons begins with.
const OPERATORS: &str = "o:";

/// The data of a button, 1–64 bytes; `None` for an action that is too long for one.
pub(super) fn data(action: &Action) -> Option<String> {
    let data = match action {
        // More subscriptions than a button can carry are chosen from.
        Action::Resident(action @ ResidentAction::Stop(_)) => {
            let data = of_resident(action);
            if data.len() <= BYTES { data } else { of_resident(&ResidentAction::News) }
        }
        Action::Resident(action) => of_resident(action),
        Action::Operator(action) => format!("{OPERATORS}{}", of_operator(action)),
    };
    (data.len() <= BYTES).then_some(data)
}

/// Reads the data of a button; `None` for anything that [`data`] does not write.
pub(crate) fn read(data: &str) -> Option<Action> {
    match data.strip_prefix(OPERATORS) {
        Some(data) => read_operators(data).map(Action::Operator),
        None => read_residents(data).map(Action::Resident),
    }
}

fn of_resident(action: &ResidentAction) -> String {
    use ResidentAction as A;
    let with = |kind: &str, id: &ContextId| format!("{kind}:{:x}", id.number());
    let at = |kind: &str, id: &ContextId, at: usize| format!("{kind}:{:x}:{at}", id.number());
    match action {
        A::Ask(question) => format!("a:{question}"),
        A::Passage(id, position) => at("p", id, *position),
        A::Whole(id, position) => at("w", id, *position),
        A::Choose(id, position) => at("c", id, *position),
        A::Wider(id) => with("wide", id),
        A::Narrower(id) => with("near", id),
        A::OtherPlace(id) => with("else", id),
        A::JustAsking(id) => with("calm", id),
        A::Newest(id) => with("new", id),
        A::Page(id, page) => at("g", id, *page),
        A::Item(id, position) => at("i", id, *position),
        A::Open(link) => format!("f:{link}"),
        A::WrongOpen(link, None) => format!("y:{link}"),
        A::WrongOpen(link, Some(reason)) => format!("y{}:{link}", reason.key()),
        A::Wrong(id, position) => at("x", id, *position),
        A::WrongBecause(id, position, reason) => at(&format!("x{}", reason.key()), id, *position),
        A::Note => "do:note".to_owned(),
        A::Send(id) => with("send", id),
        A::Drop(id) => with("drop", id),
        A::Tell(id) => with("tell", id),
        A::News => "do:news".to_owned(),
        A::Stop(subscriptions) => {
            let numbers: Vec<String> = subscriptions.iter().map(|id| id.0.to_string()).collect();
            format!("stop:{}", numbers.join(","))
        }
        A::StopAll => "do:silence".to_owned(),
        A::Set(preference) => format!("s:{}", preference.key()),
        A::Live(id, position) => at("live", id, *position),
    }
}

fn read_residents(data: &str) -> Option<ResidentAction> {
    use ResidentAction as A;
    let (kind, rest) = data.split_once(':')?;
    match kind {
        "a" => return (!rest.is_empty()).then(|| A::Ask(rest.to_owned())),
        "f" => return is_link(rest).then(|| A::Open(rest.to_owned())),
        "s" => return Preference::of(rest).map(A::Set),
        "stop" => return rest.split(',').map(subscription).collect::<Option<_>>().map(A::Stop),
        "do" => {
            return match rest {
                "note" => Some(A::Note),
                "news" => Some(A::News),
                "silence" => Some(A::StopAll),
                _ => None,
            };
        }
        "y" => return is_link(rest).then(|| A::WrongOpen(rest.to_owned(), None)),
        _ if kind.starts_with('y') => {
            let reason = kind.strip_prefix('y').and_then(Reason::of)?;
            return is_link(rest).then(|| A::WrongOpen(rest.to_owned(), Some(reason)));
        }
        _ => {}
    }
    let (id, at) = match rest.split_once(':') {
        Some((id, at)) => (context(id)?, Some(at.parse().ok()?)),
        None => (context(rest)?, None),
    };
    Some(match (kind, at) {
        ("p", Some(at)) => A::Passage(id, at),
        ("w", Some(at)) => A::Whole(id, at),
        ("c", Some(at)) => A::Choose(id, at),
        ("g", Some(page)) => A::Page(id, page),
        ("i", Some(at)) => A::Item(id, at),
        ("x", Some(at)) => A::Wrong(id, at),
        ("live", Some(at)) => A::Live(id, at),
        ("send", None) => A::Send(id),
        ("drop", None) => A::Drop(id),
        ("tell", None) => A::Tell(id),
        ("wide", None) => A::Wider(id),
        ("near", None) => A::Narrower(id),
        ("else", None) => A::OtherPlace(id),
        ("calm", None) => A::JustAsking(id),
        ("new", None) => A::Newest(id),
        (kind, Some(at)) => A::WrongBecause(id, at, kind.strip_prefix('x').and_then(Reason::of)?),
        _ => return None,
    })
}

fn of_operator(action: &OperatorAction) -> String {
    use OperatorAction as A;
    match action {
        A::Switch(number) => format!("switch:{number}"),
        A::Keep(number) => format!("keep:{number}"),
        A::ChooseToWithdraw(link) => format!("choose:{link}"),
        A::Withdraw(link) => format!("withdraw:{link}"),
        A::Correct(number) => format!("correct:{number}"),
        A::LeaveAsItIs => "leave".to_owned(),
        A::AddSynonym(key) => format!("synonym:{key}"),
        A::PassOver(key) => format!("pass:{key}"),
        A::Table => "table".to_owned(),
        A::Submission(action) => of_submission(*action),
    }
}

fn of_submission(action: SubmissionAction) -> String {
    use SubmissionAction as A;
    let article = |kind: &str, SubmittedArticleId(number)| format!("{kind}:{number}");
    let submission = |kind: &str, SubmissionId(number)| format!("{kind}:{number}");
    match action {
        A::Accept(id) => article("take", id),
        A::Reject(id) => article("drop", id),
        A::PutBack(id) => article("back", id),
        A::See(id) => article("see", id),
        A::ReadWhole(id) => article("whole", id),
        A::Edit(id, field) => article(field.key(), id),
        A::EditAll(id, field) => article(&format!("all-{}", field.key()), id),
        A::AtHome(id) => article("home", id),
        A::CancelEdit => "never:0".to_owned(),
        A::Open(id) => submission("open", id),
        A::AcceptAll(id) => submission("takeall", id),
        A::RejectAll(id) => submission("dropall", id),
        A::PutAllBack(id) => submission("allback", id),
    }
}

fn read_operators(data: &str) -> Option<OperatorAction> {
    use OperatorAction as A;
    let (kind, rest) = data.split_once(':').unwrap_or((data, ""));
    let own = || rest.to_owned();
    Some(match kind {
        "switch" => A::Switch(rest.parse().ok()?),
        "keep" => A::Keep(rest.parse().ok()?),
        "choose" => A::ChooseToWithdraw(own()),
        "withdraw" => A::Withdraw(own()),
        "correct" => A::Correct(rest.parse().ok()?),
        "leave" => A::LeaveAsItIs,
        "synonym" => A::AddSynonym(own()),
        "pass" => A::PassOver(own()),
        "table" => A::Table,
        _ => A::Submission(read_submission(kind, rest)?),
    })
}

fn read_submission(kind: &str, rest: &str) -> Option<SubmissionAction> {
    use SubmissionAction as A;
    let article = || rest.parse().ok().map(SubmittedArticleId);
    let submission = || rest.parse().ok().map(SubmissionId);
    Some(match kind {
        "take" => A::Accept(article()?),
        "drop" => A::Reject(article()?),
        "back" => A::PutBack(article()?),
        "see" => A::See(article()?),
        "whole" => A::ReadWhole(article()?),
        "home" => A::AtHome(article()?),
        "never" => A::CancelEdit,
        "open" => A::Open(submission()?),
        "takeall" => A::AcceptAll(submission()?),
        "dropall" => A::RejectAll(submission()?),
        "allback" => A::PutAllBack(submission()?),
        kind => match kind.strip_prefix("all-") {
            Some(field) => A::EditAll(article()?, SubmittedField::of(field)?),
            None => A::Edit(article()?, SubmittedField::of(kind)?),
        },
    })
}

fn context(text: &str) -> Option<ContextId> {
    let fits = (1..=16).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    fits.then(|| u64::from_str_radix(text, 16).ok())?.map(ContextId::new)
}

/// Sixteen digits of a fingerprint.
fn is_link(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn subscription(text: &str) -> Option<SubscriptionId> {
    text.parse().ok().filter(|number| *number >= 0).map(SubscriptionId)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(action: impl Into<Action>, expected: &str) {
        let action = action.into();
        let written = data(&action).unwrap();
        assert_eq!(written, expected);
        assert!(written.len() <= BYTES, "{written}");
        assert_eq!(read(&written), Some(action), "{written}");
    }

    #[test]
    fn residents_actions_come_back_as_they_went() {
        use ResidentAction as A;
        let id = ContextId::new(u64::MAX);
        let link = || "0123456789abcdef".to_owned();
        check(A::Ask("平城区哪里有免费理发".to_owned()), "a:平城区哪里有免费理发");
        check(A::Passage(ContextId::new(26), 1), "p:1a:1");
        check(A::Whole(id, usize::MAX), "w:ffffffffffffffff:18446744073709551615");
        check(A::Choose(id, 5), "c:ffffffffffffffff:5");
        check(A::Wider(id), "wide:ffffffffffffffff");
        check(A::Narrower(id), "near:ffffffffffffffff");
        check(A::OtherPlace(id), "else:ffffffffffffffff");
        check(A::JustAsking(id), "calm:ffffffffffffffff");
        check(A::Newest(id), "new:ffffffffffffffff");
        check(A::Page(id, 2), "g:ffffffffffffffff:2");
        check(A::Item(id, 4), "i:ffffffffffffffff:4");
        check(A::Open(link()), "f:0123456789abcdef");
        check(A::Wrong(id, 1), "x:ffffffffffffffff:1");
        check(A::WrongBecause(id, 1, Reason::DeadPhone), "xphone:ffffffffffffffff:1");
        check(A::WrongOpen(link(), None), "y:0123456789abcdef");
        check(A::WrongOpen(link(), Some(Reason::DeadPhone)), "yphone:0123456789abcdef");
        check(A::Note, "do:note");
        check(A::Send(id), "send:ffffffffffffffff");
        check(A::Drop(id), "drop:ffffffffffffffff");
        check(A::Tell(id), "tell:ffffffffffffffff");
        check(A::News, "do:news");
        check(A::Stop(vec![SubscriptionId(i64::MAX)]), "stop:9223372036854775807");
        check(A::Stop([1, 22, 333].map(SubscriptionId).to_vec()), "stop:1,22,333");
        check(A::StopAll, "do:silence");
        check(A::Set(Preference::Quiet), "s:quiet");
        check(A::Live(id, 3), "live:ffffffffffffffff:3");
        assert_eq!(data(&A::Ask("长".repeat(21)).into()), None);
        let many = A::Stop((100..120).map(SubscriptionId).collect());
        assert_eq!(data(&many.into()).as_deref(), Some("do:news"), "they are chosen from");
    }

    #[test]
    fn operators_actions_come_back_as_they_went() {
        use OperatorAction as A;
        let link = || "0123456789abcdef".to_owned();
        check(A::Switch(7), "o:switch:7");
        check(A::Keep(7), "o:keep:7");
        check(A::ChooseToWithdraw(link()), "o:choose:0123456789abcdef");
        check(A::Withdraw("1234567890123456".to_owned()), "o:withdraw:1234567890123456");
        check(A::Correct(u64::MAX), "o:correct:18446744073709551615");
        check(A::LeaveAsItIs, "o:leave");
        check(A::AddSynonym(link()), "o:synonym:0123456789abcdef");
        check(A::PassOver(link()), "o:pass:0123456789abcdef");
        check(A::Table, "o:table");
    }

    #[test]
    fn actions_below_submissions_come_back_as_they_went() {
        use SubmissionAction as A;
        let (article, submission) = (SubmittedArticleId(1), SubmissionId(2));
        check(A::Accept(SubmittedArticleId(i64::MAX)), "o:take:9223372036854775807");
        check(A::Reject(article), "o:drop:1");
        check(A::PutBack(article), "o:back:1");
        check(A::See(article), "o:see:1");
        check(A::ReadWhole(article), "o:whole:1");
        for field in SubmittedField::ALL {
            check(A::Edit(article, field), &format!("o:{}:1", field.key()));
            check(A::EditAll(article, field), &format!("o:all-{}:1", field.key()));
        }
        check(A::AtHome(article), "o:home:1");
        check(A::CancelEdit, "o:never:0");
        check(A::Open(submission), "o:open:2");
        check(A::AcceptAll(submission), "o:takeall:2");
        check(A::RejectAll(submission), "o:dropall:2");
        check(A::PutAllBack(submission), "o:allback:2");
    }

    #[test]
    fn foreign_data_is_refused() {
        for data in [
            "",
            "p",
            "p:",
            "p:zz:1",
            "p:1",
            "p:1:x",
            "wide:1:2",
            "a:",
            "hello",
            "c:1:-1",
            "p:00000000000000000:1",
            "f:xyz",
            "s:",
            "do:x",
            "stop:-1",
            "xnothing:1:1",
            "ynothing:0123456789abcdef",
            "y:1",
            "stop:1,",
            "o:",
            "o:take:x",
            "o:switch:-1",
            "o:all-nothing:1",
            "o:nothing:1",
        ] {
            assert_eq!(read(data), None, "{data}");
        }
    }

    proptest! {
        #[test]
        fn reading_never_panics(bytes in "(o:)?\\PC{0,64}") {
            if let Some(action) = read(&bytes) {
                prop_assert!(data(&action).is_some() || bytes.len() > BYTES);
            }
        }
    }
}

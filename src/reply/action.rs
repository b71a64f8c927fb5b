//! What a button stands for, and the few bytes in which Telegram carries it.
//!
//! Knows nothing of what an action does.

use std::fmt;

use super::{Button, Press};

/// The most bytes that Telegram takes as the data of a button.
pub const PRESS_BYTES: usize = 64;

/// The name under which a conversation remembers what it has shown, so that old buttons find it again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ticket(String);

impl Ticket {
    /// A ticket from its number.
    #[must_use]
    pub fn new(number: u64) -> Self {
        Self(format!("{number:x}"))
    }

    /// Its number.
    #[must_use]
    pub fn number(&self) -> Option<u64> {
        u64::from_str_radix(&self.0, 16).ok()
    }

    fn read(text: &str) -> Option<Self> {
        let fits = (1..=16).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        fits.then(|| Self(text.to_owned()))
    }
}

impl fmt::Display for Ticket {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Why an answer is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is over, or no longer so.
    Outdated,
    /// It is about another place.
    WrongPlace,
    /// Nobody answers the number.
    DeadPhone,
    /// It is not what was asked.
    NotAsked,
}

impl Reason {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Outdated, Self::WrongPlace, Self::DeadPhone, Self::NotAsked];

    /// The reason of that name.
    #[must_use]
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.key() == key)
    }

    /// A name that does not change: for buttons and for counting.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Outdated => "old",
            Self::WrongPlace => "place",
            Self::DeadPhone => "phone",
            Self::NotAsked => "other",
        }
    }
}

/// What a resident may set for their own chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Where they live.
    Place,
    /// Nowhere in particular.
    NoPlace,
    /// Short answers.
    Brief,
    /// When news come.
    Digest,
    /// Whether news come at night.
    Quiet,
}

impl Setting {
    const ALL: [(Self, &str); 5] = [
        (Self::Place, "place"),
        (Self::NoPlace, "noplace"),
        (Self::Brief, "brief"),
        (Self::Digest, "digest"),
        (Self::Quiet, "quiet"),
    ];
}

/// What pressing one of our own buttons asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Ask this question.
    Ask(String),
    /// Show the passage at this position among those that fit.
    Passage(Ticket, usize),
    /// Show the whole article of that passage.
    Whole(Ticket, usize),
    /// Ask again about the place at this position among the choices.
    Choose(Ticket, usize),
    /// Ask again about the whole city.
    Wider(Ticket),
    /// Ask again about the district of the first passage only.
    Narrower(Ticket),
    /// Let the resident name another place.
    OtherPlace(Ticket),
    /// It was no emergency: answer the question as any other.
    JustAsking(Ticket),
    /// The newest notices of the place that was asked for.
    Newest(Ticket),
    /// Another page of the newest notices.
    Page(Ticket, usize),
    /// The whole article at this position on the page.
    Item(Ticket, usize),
    /// The whole article with this headline and opening, whatever has been forgotten since.
    Open(String),
    /// Something is wrong with the passage at this position.
    Wrong(Ticket, usize),
    /// What is wrong with it.
    WrongBecause(Ticket, usize, Reason),
    /// Something is wrong with the article with this headline and opening; what, once it is known.
    WrongOpen(String, Option<Reason>),
    /// Write to the editors.
    Note,
    /// Hand over what was written.
    Send(Ticket),
    /// Do not hand it over.
    Drop(Ticket),
    /// Tell me when there is something new of this kind.
    Tell(Ticket),
    /// The news that are wished for.
    News,
    /// No longer tell me of these.
    Stop(Vec<i64>),
    /// No longer tell me of anything.
    StopAll,
    /// Change a setting.
    Set(Setting),
    /// Live at the place at this position.
    Live(Ticket, usize),
}

impl Action {
    /// The data of a button, 1–64 bytes; `None` for a question that is too long for one.
    #[must_use]
    pub fn data(&self) -> Option<String> {
        let data = match self {
            Self::Ask(question) => format!("a:{question}"),
            Self::Passage(ticket, at) => format!("p:{ticket}:{at}"),
            Self::Whole(ticket, at) => format!("w:{ticket}:{at}"),
            Self::Choose(ticket, at) => format!("c:{ticket}:{at}"),
            Self::Wider(ticket) => format!("wide:{ticket}"),
            Self::Narrower(ticket) => format!("near:{ticket}"),
            Self::OtherPlace(ticket) => format!("else:{ticket}"),
            Self::JustAsking(ticket) => format!("calm:{ticket}"),
            Self::Newest(ticket) => format!("new:{ticket}"),
            Self::Page(ticket, page) => format!("g:{ticket}:{page}"),
            Self::Item(ticket, at) => format!("i:{ticket}:{at}"),
            Self::Open(link) => format!("f:{link}"),
            Self::WrongOpen(link, None) => format!("y:{link}"),
            Self::WrongOpen(link, Some(reason)) => format!("y{}:{link}", reason.key()),
            Self::Wrong(ticket, at) => format!("x:{ticket}:{at}"),
            Self::WrongBecause(ticket, at, reason) => format!("x{}:{ticket}:{at}", reason.key()),
            Self::Note => "do:note".to_owned(),
            Self::Send(ticket) => format!("send:{ticket}"),
            Self::Drop(ticket) => format!("drop:{ticket}"),
            Self::Tell(ticket) => format!("tell:{ticket}"),
            Self::News => "do:news".to_owned(),
            Self::Stop(wishes) => {
                let wishes: Vec<String> = wishes.iter().map(i64::to_string).collect();
                format!("stop:{}", wishes.join(","))
            }
            Self::StopAll => "do:silence".to_owned(),
            Self::Set(setting) => {
                let name =
                    Setting::ALL.iter().find(|(known, _)| known == setting).map_or("", |(_, name)| name);
                format!("s:{name}")
            }
            Self::Live(ticket, at) => format!("live:{ticket}:{at}"),
        };
        (data.len() <= PRESS_BYTES).then_some(data)
    }

    /// Reads the data of a button; `None` for anything that [`Action::data`] does not write.
    #[must_use]
    pub fn read(data: &str) -> Option<Self> {
        let (kind, rest) = data.split_once(':')?;
        match kind {
            "a" => return (!rest.is_empty()).then(|| Self::Ask(rest.to_owned())),
            "f" => return is_link(rest).then(|| Self::Open(rest.to_owned())),
            "s" => {
                return Setting::ALL
                    .iter()
                    .find(|(_, name)| *name == rest)
                    .map(|(known, _)| Self::Set(*known));
            }
            "stop" => return rest.split(',').map(number).collect::<Option<_>>().map(Self::Stop),
            "do" => {
                return match rest {
                    "note" => Some(Self::Note),
                    "news" => Some(Self::News),
                    "silence" => Some(Self::StopAll),
                    _ => None,
                };
            }
            "y" => return is_link(rest).then(|| Self::WrongOpen(rest.to_owned(), None)),
            _ if kind.starts_with('y') => {
                let reason = kind.strip_prefix('y').and_then(Reason::of)?;
                return is_link(rest).then(|| Self::WrongOpen(rest.to_owned(), Some(reason)));
            }
            _ => {}
        }
        let (ticket, at) = match rest.split_once(':') {
            Some((ticket, at)) => (Ticket::read(ticket)?, Some(at.parse().ok()?)),
            None => (Ticket::read(rest)?, None),
        };
        Some(match (kind, at) {
            ("p", Some(at)) => Self::Passage(ticket, at),
            ("w", Some(at)) => Self::Whole(ticket, at),
            ("c", Some(at)) => Self::Choose(ticket, at),
            ("g", Some(page)) => Self::Page(ticket, page),
            ("i", Some(at)) => Self::Item(ticket, at),
            ("x", Some(at)) => Self::Wrong(ticket, at),
            ("live", Some(at)) => Self::Live(ticket, at),
            ("send", None) => Self::Send(ticket),
            ("drop", None) => Self::Drop(ticket),
            ("tell", None) => Self::Tell(ticket),
            ("wide", None) => Self::Wider(ticket),
            ("near", None) => Self::Narrower(ticket),
            ("else", None) => Self::OtherPlace(ticket),
            ("calm", None) => Self::JustAsking(ticket),
            ("new", None) => Self::Newest(ticket),
            (kind, Some(at)) => {
                let reason = kind.strip_prefix('x').and_then(Reason::of)?;
                Self::WrongBecause(ticket, at, reason)
            }
            _ => return None,
        })
    }

    /// One of several things to choose from: typing its number does the same.
    #[must_use]
    pub fn is_choice(&self) -> bool {
        matches!(self, Self::Ask(_) | Self::Choose(..) | Self::Item(..) | Self::Live(..))
    }

    /// A button for this; `None` where [`Action::data`] has none.
    #[must_use]
    pub fn button(&self, label: &str) -> Option<Button> {
        self.data().map(|data| Button { label: label.to_owned(), press: Press::Say(data) })
    }
}

/// Sixteen digits of a fingerprint.
fn is_link(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn number(text: &str) -> Option<i64> {
    text.parse().ok().filter(|number| *number >= 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn actions_come_back_as_they_went() {
        let ticket = || Ticket::new(u64::MAX);
        let actions = [
            Action::Ask("平城区哪里有免费理发".to_owned()),
            Action::Passage(ticket(), 1),
            Action::Whole(ticket(), usize::MAX),
            Action::Choose(ticket(), 5),
            Action::Wider(ticket()),
            Action::Narrower(ticket()),
            Action::OtherPlace(ticket()),
            Action::JustAsking(ticket()),
            Action::Newest(ticket()),
            Action::Page(ticket(), 2),
            Action::Item(ticket(), 4),
            Action::Open("0123456789abcdef".to_owned()),
            Action::Wrong(ticket(), 1),
            Action::WrongBecause(ticket(), 1, Reason::DeadPhone),
            Action::Note,
            Action::Send(ticket()),
            Action::Drop(ticket()),
            Action::Tell(ticket()),
            Action::News,
            Action::WrongOpen("0123456789abcdef".to_owned(), None),
            Action::WrongOpen("0123456789abcdef".to_owned(), Some(Reason::DeadPhone)),
            Action::Stop(vec![i64::MAX]),
            Action::Stop(vec![1, 22, 333]),
            Action::StopAll,
            Action::Set(Setting::Quiet),
            Action::Live(ticket(), 3),
        ];
        for action in actions {
            let data = action.data().unwrap();
            assert!(data.len() <= PRESS_BYTES, "{data}");
            assert_eq!(Action::read(&data), Some(action), "{data}");
        }
        assert_eq!(Action::Ask("长".repeat(21)).data(), None);
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
        ] {
            assert_eq!(Action::read(data), None, "{data}");
        }
    }

    proptest! {
        #[test]
        fn reading_never_panics(data in "\\PC{0,64}") {
            if let Some(action) = Action::read(&data) {
                prop_assert!(action.data().is_some() || data.len() > PRESS_BYTES);
            }
        }
    }
}

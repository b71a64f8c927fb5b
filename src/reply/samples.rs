//! Answers made by hand, and messages as they are read, for the tests of replies and conversations.
//!
//! Knows nothing of searching.

use jiff::civil::date;

use crate::{
    answer::{
        Advice, Answer, AskedPlace, Choice, EventNow, Hotline, Interpretation, Misfit, Outcome, Passage,
        PlaceFrom,
    },
    article::{ArticleId, EventStatus, Fit, PlacePath, Published, PublishedFrom, Wording},
    messaging::{Message, Press},
};

/// What a resident reads, and the labels of the buttons below it, a row a line.
pub(crate) fn shown(message: &Message) -> String {
    let mut out = message.text.to_plain();
    for row in &message.buttons {
        out.push('\n');
        for button in row {
            out.push_str(&format!("［{}］", button.label));
            if let Press::Open(url) = &button.press {
                out.push_str(&format!(" {url}"));
            }
        }
    }
    out
}

pub(crate) fn asked(path: &str) -> AskedPlace {
    let path = PlacePath::new(path);
    AskedPlace { as_written: path.name().to_owned(), path, from: PlaceFrom::Question }
}

/// A print date like 2024-10.
pub(crate) fn published(date: &str, from: PublishedFrom) -> Published {
    Published { date: date.parse().unwrap(), from, inference: None }
}

/// A haircut in 平城区 that goes on until the end of November 2024.
pub(crate) fn haircut() -> Passage {
    Passage {
        article: ArticleId("2024/haircut".to_owned()),
        title: Some("理发师傅进院子".to_owned()),
        label: None,
        text: "每周三上午免费理发。带上身份证就行。".to_owned(),
        wording: Wording::Printed,
        file: "articles/2024/haircut.md".to_owned(),
        lines: vec![[7, 7]],
        source: "云中晚报".to_owned(),
        published: Some(published("2024-10-16", PublishedFrom::Printed)),
        event: EventNow { from: None, to: Some(date(2024, 11, 30)), status: EventStatus::Ongoing },
        places: vec![PlacePath::new("山西省/大同市/平城区")],
        services: vec!["家政便民".to_owned()],
        also: Vec::new(),
        score: 3.0,
        place_fit: Some(Fit::Equal),
        emphasis: std::iter::once(15..27).collect(),
        telling: Vec::new(),
        url: None,
        phone: None,
        link: "00000000000000aa".to_owned(),
    }
}

/// The same in another town.
pub(crate) fn haircut_elsewhere() -> Passage {
    Passage {
        article: ArticleId("2024/elsewhere".to_owned()),
        title: Some("河边公园理发不要钱".to_owned()),
        text: "每月头一天，河边公园给老人理发。".to_owned(),
        places: vec![PlacePath::new("山西省/运城市/盐湖区")],
        place_fit: Some(Fit::Elsewhere),
        emphasis: Vec::new(),
        ..haircut()
    }
}

pub(crate) fn answered() -> Answer {
    Answer {
        act: crate::answer::ActChoice::default(),
        first_call: None,
        question: "平城区哪里有免费理发".to_owned(),
        confidence: 0.9,
        understood: Interpretation {
            places: vec![asked("山西省/大同市/平城区")],
            services: vec!["家政便民".to_owned()],
            topic: vec!["免费".to_owned(), "理发".to_owned()],
            ..Interpretation::default()
        },
        passages: vec![haircut()],
        outcome: Outcome::Answered { others: Vec::new() },
        today: date(2024, 10, 18),
    }
}

pub(crate) fn near_miss() -> Answer {
    Answer {
        act: crate::answer::ActChoice::default(),
        first_call: None,
        outcome: Outcome::NearMiss { misfit: Misfit::Place, hotlines: Vec::new() },
        confidence: 0.3,
        passages: vec![haircut_elsewhere()],
        ..answered()
    }
}

pub(crate) fn not_found() -> Answer {
    Answer {
        act: crate::answer::ActChoice::default(),
        first_call: None,
        outcome: Outcome::NotFound { hotlines: vec![hotline()] },
        confidence: 0.0,
        passages: Vec::new(),
        ..answered()
    }
}

pub(crate) fn hotline() -> Hotline {
    Hotline {
        number: "12345".to_owned(),
        name: "政务服务热线".to_owned(),
        hours: "全天".to_owned(),
        checked: date(2024, 9, 1),
        services: Vec::new(),
        words: Vec::new(),
    }
}

pub(crate) fn which_place() -> Answer {
    let choice = |label: &str, path: &str| Choice { label: label.to_owned(), place: PlacePath::new(path) };
    let mut answer = Answer {
        outcome: Outcome::WhichPlace {
            choices: vec![
                choice("太原小店 · 新营", "山西省/太原市/小店区/营盘街道/新营"),
                choice("大同云州 · 新营", "山西省/大同市/云州区/新营"),
            ],
        },
        question: "新营有写春联的吗".to_owned(),
        passages: Vec::new(),
        ..answered()
    };
    answer.understood.places =
        vec![AskedPlace { as_written: "新营".to_owned(), ..asked("山西省/太原市") }];
    answer
}

pub(crate) fn emergency() -> Answer {
    Answer {
        act: crate::answer::ActChoice::default(),
        first_call: None,
        outcome: Outcome::Emergency(gas()),
        question: "家里有煤气味头晕".to_owned(),
        ..answered()
    }
}

/// What to do about gas.
pub(crate) fn gas() -> Advice {
    Advice {
        name: "煤气中毒".to_owned(),
        call: vec![("120".to_owned(), "急救".to_owned()), ("119".to_owned(), "消防".to_owned())],
        steps: vec!["马上开窗、出门".to_owned(), "别开灯，别打火".to_owned()],
        source: String::new(),
        self_harm: false,
    }
}

/// Something that is not searched for.
pub(crate) fn talk(outcome: Outcome) -> Answer {
    Answer {
        act: crate::answer::ActChoice::default(),
        first_call: None,
        outcome,
        question: "你好".to_owned(),
        understood: Interpretation::default(),
        passages: Vec::new(),
        ..answered()
    }
}

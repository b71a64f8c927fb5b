//! What an article is recognised by when its file is renamed or its page is split anew: its headline and opening words.
//!
//! Knows nothing of who recognises it.

use super::Article;
use crate::content_hash::ContentHash;

/// Characters of the body that count as its opening words.
const OPENING: usize = 40;
/// Hexadecimal digits of a key.
const DIGITS: usize = 16;

/// Keys of an article's headline and opening words; an empty key where there is nothing to make it of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Fingerprint {
    /// Of the headline.
    pub(crate) title: String,
    /// Of the opening words.
    pub(crate) opening: String,
}

impl Fingerprint {
    /// Both keys in one short word for links and buttons: digits and the letters a to f.
    #[must_use]
    pub(crate) fn link(&self) -> String {
        key([self.title.as_str(), "/", &self.opening].concat().chars())
    }
}

impl Article {
    /// What it is recognised by. Spaces and marks do not count: they change from one splitting to the next.
    #[must_use]
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        fn letters(text: &str) -> impl Iterator<Item = char> {
            text.chars().filter(|character| character.is_alphanumeric())
        }
        let title = self.title.as_deref().unwrap_or_default();
        Fingerprint { title: key(letters(title)), opening: key(letters(&self.body).take(OPENING)) }
    }
}

fn key(characters: impl Iterator<Item = char>) -> String {
    let text: String = characters.collect();
    if text.is_empty() {
        return text;
    }
    ContentHash::of(text.as_bytes()).short(DIGITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(title: &str, body: &str) -> Article {
        Article { title: Some(title.to_owned()), body: body.to_owned(), ..Article::default() }
    }

    #[test]
    fn headline_and_opening_make_the_link() {
        let link = |title: &str, body: &str| article(title, body).fingerprint().link();
        let long = "社区".repeat(20);
        let same = link("免费理发", "每周三，上午。");
        assert_eq!(same.len(), DIGITS);
        assert_eq!(same, link("免费 理发！", "每周三上午"), "marks do not count");
        assert_eq!(link("甲", &format!("{long}一")), link("甲", &format!("{long}二")), "nor does the end");
        for (title, body) in [("免费修鞋", "每周三上午"), ("免费理发", "每周四上午"), ("", "")]
        {
            assert_ne!(same, link(title, body), "{title} {body}");
        }
        assert_eq!(Article::default().fingerprint().title, "");
    }
}

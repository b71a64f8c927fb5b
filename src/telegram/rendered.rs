//! A message as Telegram takes it, in the form in which it waits to be sent.
//!
//! Knows nothing of what it says. It is kept in a database that outlives a version of the program: the names of its
//! fields stay.

use serde::{Deserialize, Serialize};

use crate::{article::ArticleId, messaging::Document};

/// A message that is short enough for one of Telegram's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RenderedMessage {
    /// Text with Telegram's HTML marks; everything else is escaped.
    pub(crate) html: String,
    /// The same without marks, for a Telegram that refuses them; none in what earlier versions have left.
    #[serde(default)]
    pub(crate) unmarked: Option<String>,
    /// Rows of buttons below it.
    pub(crate) buttons: Vec<Vec<RenderedButton>>,
    /// The articles whose words it shows.
    #[serde(default)]
    pub(crate) about: Vec<ArticleId>,
    /// A file that goes with it; the text is its caption then.
    #[serde(default)]
    pub(crate) file: Option<Document>,
}

/// A button below a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RenderedButton {
    /// What the reader sees.
    pub(crate) label: String,
    /// What pressing it does.
    pub(crate) press: RenderedPress,
}

/// What pressing a button does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum RenderedPress {
    /// Brings these bytes back, 1–64 of them.
    #[serde(rename = "Say")]
    Callback(String),
    /// Opens a page, http or https.
    #[serde(rename = "Open")]
    Url(String),
}

impl RenderedMessage {
    /// Its words without marks.
    pub(crate) fn words(&self) -> &str {
        self.unmarked.as_deref().unwrap_or(&self.html)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_earlier_versions_have_left_still_goes_out() {
        let row = r#"{"html":"<b>一</b>","buttons":[[{"label":"看全文","press":{"Say":"w:1:0"}}],
            [{"label":"看原报","press":{"Open":"https://paper.example/1"}}]],"about":["2024/a"],"file":null}"#;
        let message: RenderedMessage = serde_json::from_str(row).unwrap();
        assert_eq!((message.html.as_str(), message.words()), ("<b>一</b>", "<b>一</b>"));
        let presses: Vec<&RenderedPress> =
            message.buttons.iter().flatten().map(|button| &button.press).collect();
        let expected = [
            &RenderedPress::Callback("w:1:0".to_owned()),
            &RenderedPress::Url("https://paper.example/1".to_owned()),
        ];
        assert_eq!(presses, expected);
        let again = serde_json::to_string(&message).unwrap();
        assert!(again.contains(r#"{"Say":"w:1:0"}"#), "{again}");
        let older: RenderedMessage = serde_json::from_str(r#"{"html":"一","buttons":[]}"#).unwrap();
        assert_eq!((older.about, older.file), (Vec::new(), None));
    }
}

//! Labelling: reads the features of a page's lines and decodes their labels.
//!
//! Knows nothing of articles.

use super::{
    decoding::{self, LineLabel},
    features::FeatureReader,
    indices::{IndexedList, LineIndex},
    label_model::{LabelModel, LabelScores},
    labels::Label,
    lines::PageLine,
    page::NewspaperPage,
    signs::LineSign,
};

/// Lines that are decoded together, so that no issue fills the memory; a page has fewer.
const SHEET: usize = 4096;
/// Half characters of the longest line of bare names.
const NAMES_WIDTH: usize = 14;
/// The score of a label that a line cannot have.
const IMPOSSIBLE: f32 = -40.0;

/// The label of each line.
pub(super) fn of_lines(page: &NewspaperPage<'_>) -> IndexedList<LineIndex, LineLabel> {
    let reader = FeatureReader::new(page);
    let model = LabelModel::shipped();
    let mut found: IndexedList<LineIndex, LineLabel> = IndexedList::default();
    for sheet in page.lines().chunks(SHEET) {
        let emissions: Vec<LabelScores> =
            sheet.iter().map(|line| constrained(line, model.emission(&reader.of_line(line.index)))).collect();
        let before = found.last_mut().map(|before| before.label);
        found.extend(decoding::decode(model, &emissions, before));
    }
    found
}

/// Rules that always hold: 「本报讯(记者 …)」 opens an article, and a byline names people.
fn constrained(line: &PageLine<'_>, mut scores: LabelScores) -> LabelScores {
    if line.is_text() && line.width > NAMES_WIDTH {
        scores[Label::Byline as usize] += IMPOSSIBLE;
    }
    if matches!(line.sign, LineSign::Opening(_)) {
        let others = Label::ALL.iter().zip(&mut scores).filter(|(label, _)| **label != Label::Start);
        others.for_each(|(_, score)| *score += IMPOSSIBLE);
    }
    scores
}

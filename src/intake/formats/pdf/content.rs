//! What a page draws → its characters, each with its place on the page.
//!
//! Knows nothing of lines. Only the operators that move text are followed.

use std::{collections::HashMap, rc::Rc};

use hayro_syntax::{
    content::{TypedIter, ops::TypedInstruction},
    object::{Array, Dict, Name, Object, Stream},
    page::{Page, Resources},
};

use super::{
    fonts::Font,
    matrix::{self, Matrix},
};

/// A character, or the few of a ligature, on a page. Points from its upper left corner.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    pub(crate) text: String,
    pub(crate) left: f32,
    pub(crate) right: f32,
    /// The line that it stands on.
    pub(crate) baseline: f32,
    pub(crate) size: f32,
    /// Stands above or below its neighbours, not beside them.
    pub(crate) vertical: bool,
}

/// What may still be read of a file; forms that draw each other would never come to an end.
pub(super) struct Budget {
    glyphs: usize,
    instructions: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { glyphs: 2_000_000, instructions: 20_000_000 }
    }
}

/// To unpack a form takes as long as to follow an instruction for each so many bytes.
const BYTES_AN_INSTRUCTION: usize = 8;
/// Forms inside forms.
const DEEPEST: usize = 12;
/// Saved states: more are a mistake of the file.
const SAVED: usize = 256;
/// Part of a character's height by which the end of its line may rise or fall: more is a stamp or a watermark.
const LEVEL: f64 = 0.05;

/// Runs in none of the four directions.
const UNTURNED: usize = 4;

/// The characters of a page, as drawn; none when there are too many to go on.
pub(super) fn glyphs(page: &Page<'_>, budget: &mut Budget) -> Option<Vec<Glyph>> {
    let upright = page.initial_transform(true).as_coeffs();
    let mut reader = ContentReader::new(budget, upright);
    reader.run(page.typed_operations(), page.resources(), DEEPEST)?;
    let most = (1..4).max_by_key(|quarters| reader.turned.get(*quarters).copied().unwrap_or_default());
    let Some(quarters) =
        most.filter(|at| reader.turned.get(*at).is_some_and(|turned| *turned > reader.glyphs.len()))
    else {
        return Some(reader.glyphs);
    };
    // The page lies on its side: it is read as one would turn it.
    let turned = matrix::then(&upright, &matrix::quarter_turns_back(quarters));
    let mut reader = ContentReader::new(budget, turned);
    reader.run(page.typed_operations(), page.resources(), DEEPEST)?;
    Some(reader.glyphs)
}

/// What is kept and brought back between `q` and `Q`.
#[derive(Clone)]
struct State {
    to_page: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    character_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

impl Default for State {
    fn default() -> Self {
        Self {
            to_page: matrix::IDENTITY,
            font: None,
            size: 0.0,
            character_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

struct ContentReader<'b> {
    budget: &'b mut Budget,
    glyphs: Vec<Glyph>,
    /// By the bytes of their dictionaries.
    fonts: HashMap<Vec<u8>, Rc<Font>>,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    /// Characters of lines that run to the right, downwards, to the left, upwards.
    turned: [usize; 4],
}

impl<'b> ContentReader<'b> {
    fn new(budget: &'b mut Budget, to_page: Matrix) -> Self {
        Self {
            budget,
            glyphs: Vec::new(),
            fonts: HashMap::new(),
            state: State { to_page, ..State::default() },
            saved: Vec::new(),
            text: matrix::IDENTITY,
            line: matrix::IDENTITY,
            turned: [0; 4],
        }
    }

    fn run(&mut self, mut content: TypedIter<'_>, resources: &Resources<'_>, depth: usize) -> Option<()> {
        while let Some(instruction) = content.next() {
            self.budget.instructions = self.budget.instructions.checked_sub(1)?;
            self.follow(&instruction, resources, depth)?;
        }
        Some(())
    }

    fn follow(
        &mut self,
        instruction: &TypedInstruction<'_, '_>,
        resources: &Resources<'_>,
        depth: usize,
    ) -> Option<()> {
        use TypedInstruction as Do;
        match instruction {
            Do::SaveState(_) if self.saved.len() < SAVED => self.saved.push(self.state.clone()),
            Do::RestoreState(_) => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            Do::Transform(by) => {
                let by = [by.0, by.1, by.2, by.3, by.4, by.5].map(|number| number.as_f64());
                self.state.to_page = matrix::then(&by, &self.state.to_page);
            }
            Do::XObject(name) => self.draw(name.0, resources, depth)?,
            Do::BeginText(_) => self.place(matrix::IDENTITY),
            Do::TextFont(font) => {
                self.state.size = font.1.as_f64();
                self.state.font = resources.get_font(font.0).map(|dict| self.font(&dict));
            }
            Do::CharacterSpacing(space) => self.state.character_space = space.0.as_f64(),
            Do::WordSpacing(space) => self.state.word_space = space.0.as_f64(),
            Do::HorizontalScaling(scale) => self.state.stretch = scale.0.as_f64() / 100.0,
            Do::TextLeading(leading) => self.state.leading = leading.0.as_f64(),
            Do::TextRise(rise) => self.state.rise = rise.0.as_f64(),
            Do::NextLine(by) => self.move_line(by.0.as_f64(), by.1.as_f64()),
            Do::NextLineAndSetLeading(by) => {
                self.state.leading = -by.1.as_f64();
                self.move_line(by.0.as_f64(), by.1.as_f64());
            }
            Do::SetTextMatrix(to) => {
                self.place([to.0, to.1, to.2, to.3, to.4, to.5].map(|number| number.as_f64()))
            }
            Do::NextLineUsingLeading(_) => self.move_line(0.0, -self.state.leading),
            Do::ShowText(text) => self.show(text.0)?,
            Do::NextLineAndShowText(text) => {
                self.move_line(0.0, -self.state.leading);
                self.show(text.0)?;
            }
            Do::ShowTextWithParameters(text) => {
                self.state.word_space = text.0.as_f64();
                self.state.character_space = text.1.as_f64();
                self.move_line(0.0, -self.state.leading);
                self.show(text.2)?;
            }
            Do::ShowTexts(parts) => self.show_parts(parts.0)?,
            _ => {}
        }
        Some(())
    }

    /// Draws a form, with the state of before behind it.
    fn draw(&mut self, name: &Name<'_>, resources: &Resources<'_>, depth: usize) -> Option<()> {
        let form = resources.get_x_object(name).filter(|_| depth > 0);
        let is_form = |form: &Stream<'_>| {
            form.dict().get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_str() == "Form")
        };
        let Some(form) = form.filter(is_form) else { return Some(()) };
        let Ok(content) = form.decoded_data() else { return Some(()) };
        self.budget.instructions =
            self.budget.instructions.checked_sub(content.len() / BYTES_AN_INSTRUCTION)?;
        let before = (self.state.clone(), std::mem::take(&mut self.saved));
        if let Some(to) = form.dict().get::<[f64; 6]>("Matrix") {
            self.state.to_page = matrix::then(&to, &self.state.to_page);
        }
        let own = form.dict().get::<Dict<'_>>("Resources").map(Resources::new);
        self.run(TypedIter::new(&content), own.as_ref().unwrap_or(resources), depth - 1)?;
        (self.state, self.saved) = before;
        Some(())
    }

    fn font(&mut self, dict: &Dict<'_>) -> Rc<Font> {
        let known = self.fonts.entry(dict.data().to_vec());
        known.or_insert_with(|| Rc::new(Font::read(dict))).clone()
    }

    fn place(&mut self, at: Matrix) {
        self.text = at;
        self.line = at;
    }

    fn move_line(&mut self, right: f64, up: f64) {
        self.place(matrix::then(&matrix::shift(right, up), &self.line));
    }

    fn show_parts(&mut self, parts: &Array<'_>) -> Option<()> {
        for part in parts.iter::<Object<'_>>() {
            match part {
                Object::String(text) => self.show(&text)?,
                Object::Number(back) => {
                    let by = -back.as_f64() / 1000.0 * self.state.size;
                    self.advance(by);
                }
                _ => {}
            }
        }
        Some(())
    }

    fn advance(&mut self, by: f64) {
        let vertical = self.state.font.as_ref().is_some_and(|font| font.vertical);
        let by = if vertical { matrix::shift(0.0, by) } else { matrix::shift(by * self.state.stretch, 0.0) };
        self.text = matrix::then(&by, &self.text);
    }

    fn show(&mut self, bytes: &[u8]) -> Option<()> {
        let Some(font) = self.state.font.clone() else { return Some(()) };
        let (size, rise, stretch) = (self.state.size, self.state.rise, self.state.stretch);
        for shown in font.shown(bytes) {
            self.budget.glyphs = self.budget.glyphs.checked_sub(1)?;
            let word_space = if shown.is_blank { self.state.word_space } else { 0.0 };
            let space = self.state.character_space + word_space;
            let width = f64::from(shown.width) * size;
            let to_page = matrix::then(&self.text, &self.state.to_page);
            let height = matrix::length(to_page[2], to_page[3]) * size.abs();
            if font.vertical {
                // Its origin is the middle of the upper edge.
                let middle = matrix::apply(&to_page, 0.0, -0.88 * size);
                let half = height / 2.0;
                self.add(shown.text, [middle.0 - half, middle.0 + half], middle.1, height, true);
                self.advance(-size - space);
                continue;
            }
            let start = matrix::apply(&to_page, 0.0, rise);
            let end = matrix::apply(&to_page, (width + space) * stretch, rise);
            let (right, down) = (end.0 - start.0, end.1 - start.1);
            let quarters = match () {
                () if down.abs() <= LEVEL * height => {
                    if right >= 0.0 {
                        0
                    } else {
                        2
                    }
                }
                () if right.abs() <= LEVEL * height => {
                    if down >= 0.0 {
                        1
                    } else {
                        3
                    }
                }
                () => UNTURNED,
            };
            if quarters == 0 {
                self.add(shown.text, [start.0, end.0], start.1, height, false);
            } else if let Some(turned) = self.turned.get_mut(quarters) {
                *turned += 1;
            }
            self.advance(width + space);
        }
        Some(())
    }

    fn add(&mut self, text: String, [left, right]: [f64; 2], baseline: f64, size: f64, vertical: bool) {
        let glyph = Glyph {
            text,
            left: left as f32,
            right: right as f32,
            baseline: baseline as f32,
            size: size as f32,
            vertical,
        };
        let finite =
            [glyph.left, glyph.right, glyph.baseline, glyph.size].iter().all(|number| number.is_finite());
        if finite && glyph.size > 0.0 {
            self.glyphs.push(glyph);
        }
    }
}

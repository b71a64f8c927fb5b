//! The fields of the index.
//!
//! Knows nothing of how they are filled or searched.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

/// The fields; two kinds of documents share them: articles, and one record a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// Article id.
    pub(super) id: Field,
    /// Headline and opening words in one short word.
    pub(super) link: Field,
    /// File that the article or record comes from.
    pub(super) file: Field,
    /// Character pairs of headlines and body.
    pub(super) pairs: Field,
    /// Words of headlines and body: only counted, how many articles have one.
    pub(super) words: Field,
    /// Service types.
    pub(super) service: Field,
    /// Every step of every place path, widest first.
    pub(super) place: Field,
    /// The most specific place paths only.
    pub(super) own_place: Field,
    /// Last day that the publication date may mean, days since year 1; absent without a date.
    pub(super) published: Field,
    /// Number of character pairs of headlines and body; articles only.
    pub(super) length: Field,
    /// Quantised passage vectors, eight values in a number.
    pub(super) gist: Field,
    /// The article, JSON.
    pub(super) article: Field,
    /// Its known words, section by section.
    pub(super) section_words: Field,
    /// File of a record.
    pub(super) record_file: Field,
    /// Articles that this one replaces or supersedes.
    pub(super) replaces: Field,
    pub(super) supersedes: Field,
    /// Marks the record of a file.
    pub(super) is_record: Field,
    /// The file's record, JSON.
    pub(super) record: Field,
}

pub(super) fn build() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let tokens = |name: &str| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default().set_tokenizer(name).set_index_option(IndexRecordOption::WithFreqs),
        )
    };
    let fields = Fields {
        id: schema.add_text_field("id", STRING),
        link: schema.add_text_field("link", STRING),
        file: schema.add_text_field("file", STRING),
        pairs: schema.add_text_field("pairs", tokens(super::tokenizers::PAIRS)),
        words: schema.add_text_field("words", tokens(super::tokenizers::WORDS)),
        service: schema.add_text_field("service", STRING),
        place: schema.add_text_field("place", STRING),
        own_place: schema.add_text_field("own_place", STRING),
        published: schema.add_i64_field("published", FAST),
        length: schema.add_u64_field("length", FAST),
        gist: schema.add_u64_field("gist", FAST),
        article: schema.add_bytes_field("article", STORED),
        section_words: schema.add_bytes_field("section_words", STORED),
        record_file: schema.add_text_field("record_file", STRING),
        replaces: schema.add_text_field("replaces", STRING),
        supersedes: schema.add_text_field("supersedes", STRING),
        is_record: schema.add_bool_field("is_record", INDEXED),
        record: schema.add_bytes_field("record", STORED),
    };
    (schema.build(), fields)
}

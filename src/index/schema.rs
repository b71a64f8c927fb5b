//! The fields of the index.
//!
//! Knows nothing of how they are filled or searched.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

/// Columns that are read by their names. Here and below the names in quotes stand on the disk: to change one makes
/// another format of it.
pub(super) const PUBLISHED_DAY: &str = "published";
pub(super) const BIGRAM_COUNT: &str = "length";
pub(super) const CHUNK_VECTORS: &str = "gist";

/// The fields; two kinds of documents share them: articles, and one record a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct IndexFields {
    /// Article id.
    pub(super) id: Field,
    /// Headline and opening words in one short word.
    pub(super) link: Field,
    /// File that the article or record comes from.
    pub(super) file: Field,
    /// Character pairs of headlines and body.
    pub(super) bigrams: Field,
    /// Words of headlines and body: only counted, how many articles have one.
    pub(super) words: Field,
    /// Service types.
    pub(super) service: Field,
    /// Every place path and every wider place above it.
    pub(super) place_ancestry: Field,
    /// The most specific place paths only.
    pub(super) place_leaf: Field,
    /// Last day that the publication date may mean, days since year 1; absent without a date.
    pub(super) published_day: Field,
    /// Number of character pairs of headlines and body; articles only.
    pub(super) bigram_count: Field,
    /// Quantised meaning vectors of stretches of the text, eight values in a number.
    pub(super) chunk_vectors: Field,
    /// The article, JSON.
    pub(super) stored_article: Field,
    /// Its known words, section by section.
    pub(super) stored_section_words: Field,
    /// File of a record.
    pub(super) record_file: Field,
    /// Articles that this one replaces or supersedes.
    pub(super) replaces: Field,
    pub(super) supersedes: Field,
    /// Marks the record of a file.
    pub(super) is_record: Field,
    /// The file's record, JSON.
    pub(super) stored_record: Field,
}

pub(super) fn build() -> (Schema, IndexFields) {
    let mut schema = Schema::builder();
    let tokens = |name: &str| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default().set_tokenizer(name).set_index_option(IndexRecordOption::WithFreqs),
        )
    };
    let fields = IndexFields {
        id: schema.add_text_field("id", STRING),
        link: schema.add_text_field("link", STRING),
        file: schema.add_text_field("file", STRING),
        bigrams: schema.add_text_field("pairs", tokens(super::tokenizers::BIGRAMS)),
        words: schema.add_text_field("words", tokens(super::tokenizers::WORDS)),
        service: schema.add_text_field("service", STRING),
        place_ancestry: schema.add_text_field("place", STRING),
        place_leaf: schema.add_text_field("own_place", STRING),
        published_day: schema.add_i64_field(PUBLISHED_DAY, FAST),
        bigram_count: schema.add_u64_field(BIGRAM_COUNT, FAST),
        chunk_vectors: schema.add_u64_field(CHUNK_VECTORS, FAST),
        stored_article: schema.add_bytes_field("article", STORED),
        stored_section_words: schema.add_bytes_field("section_words", STORED),
        record_file: schema.add_text_field("record_file", STRING),
        replaces: schema.add_text_field("replaces", STRING),
        supersedes: schema.add_text_field("supersedes", STRING),
        is_record: schema.add_bool_field("is_record", INDEXED),
        stored_record: schema.add_bytes_field("record", STORED),
    };
    (schema.build(), fields)
}

//! An immutable view of the index: terms and filters in, documents out, with exact counts over living documents.
//!
//! Knows nothing of how documents are ranked in the end.

use std::collections::{BTreeSet, HashMap, HashSet};

use tantivy::{
    DocAddress, DocSet, Searcher, TERMINATED, TantivyDocument,
    collector::{DocSetCollector, TopDocs},
    query::{AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query, TermQuery},
    schema::{Field, IndexRecordOption, Value},
};

use super::{
    chunk_vectors::ChunkVectors,
    schema::{self, IndexFields},
    section_words::SectionWords,
    writer::FileRecord,
};
use crate::{
    article::{Article, ArticleId, PlacePath},
    meaning::DIMS,
};

/// A document of one snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Doc {
    segment: u32,
    /// Within the segment.
    number: u32,
}

impl Doc {
    fn at(address: DocAddress) -> Self {
        Self { segment: address.segment_ord, number: address.doc_id }
    }

    fn address(self) -> DocAddress {
        DocAddress::new(self.segment, self.number)
    }
}

/// Which cut of the text a term belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum TermField {
    /// A character pair.
    Bigrams,
    /// A word.
    Words,
}

/// What an article must have.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    /// Lies in this place or is about a wider whole that contains it.
    pub(crate) place: Option<PlacePath>,
    /// Has this service type.
    pub(crate) service: Option<String>,
}

/// The index as it was at one commit.
pub(crate) struct Snapshot {
    searcher: Searcher,
    fields: IndexFields,
    payload: String,
    articles: usize,
    mean_length: f32,
    chunk_vectors: ChunkVectors,
    /// The notices that stand for others, or change them.
    replacing: HashMap<ArticleId, Doc>,
    changing: HashMap<ArticleId, Doc>,
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Snapshot").field("articles", &self.articles).finish_non_exhaustive()
    }
}

impl Snapshot {
    pub(super) fn new(searcher: Searcher, fields: IndexFields, payload: String) -> tantivy::Result<Self> {
        let mut snapshot = Self {
            searcher,
            fields,
            payload,
            articles: 0,
            mean_length: 0.0,
            chunk_vectors: ChunkVectors::default(),
            replacing: HashMap::new(),
            changing: HashMap::new(),
        };
        snapshot.replacing = snapshot.referring(fields.replaces);
        snapshot.changing = snapshot.referring(fields.supersedes);
        let mut total = 0;
        for (ordinal, segment) in (0..).zip(snapshot.searcher.segment_readers()) {
            let lengths = segment.fast_fields().u64(schema::BIGRAM_COUNT)?;
            let chunk_vectors = segment.fast_fields().u64(schema::CHUNK_VECTORS)?;
            for doc in segment.doc_ids_alive() {
                let Some(length) = lengths.first(doc) else { continue };
                snapshot.articles += 1;
                total += length;
                if snapshot.chunk_vectors.is_full() {
                    continue;
                }
                let bytes = chunk_vectors.values_for_doc(doc).flat_map(u64::to_le_bytes).map(u8::cast_signed);
                let bytes: Vec<i8> = bytes.collect();
                snapshot.chunk_vectors.add(Doc { segment: ordinal, number: doc }, &bytes);
            }
        }
        snapshot.mean_length = total as f32 / snapshot.articles.max(1) as f32;
        Ok(snapshot)
    }

    /// What the last commit said of itself.
    #[must_use]
    pub(crate) fn payload(&self) -> &str {
        &self.payload
    }

    /// Number of articles.
    #[must_use]
    pub(crate) fn articles(&self) -> usize {
        self.articles
    }

    /// Mean number of character pairs of an article.
    #[must_use]
    pub(crate) fn mean_length(&self) -> f32 {
        self.mean_length
    }

    fn field_of(&self, field: TermField) -> Field {
        match field {
            TermField::Bigrams => self.fields.bigrams,
            TermField::Words => self.fields.words,
        }
    }

    /// Number of living articles that hold the term in headline or body.
    #[must_use]
    pub(crate) fn count(&self, field: TermField, text: &str) -> usize {
        let field = self.field_of(field);
        let term = tantivy::Term::from_field_text(field, text);
        let mut docs = 0;
        for segment in self.searcher.segment_readers() {
            let Ok(index) = segment.inverted_index(field) else { continue };
            if !segment.has_deletes() {
                docs += index.doc_freq(&term).unwrap_or(0) as usize;
                continue;
            }
            // The engine's own count includes deleted documents.
            let Ok(Some(mut postings)) = index.read_postings(&term, IndexRecordOption::Basic) else {
                continue;
            };
            while postings.doc() != TERMINATED {
                docs += usize::from(!segment.is_deleted(postings.doc()));
                postings.advance();
            }
        }
        docs
    }

    /// The best `limit` documents by the engine's own ranking of the character pairs, each with how much it counts.
    #[must_use]
    pub(crate) fn search(&self, pairs: &[(String, f32)], limit: usize) -> Vec<Doc> {
        let clauses = pairs.iter().map(|(pair, boost)| -> (Occur, Box<dyn Query>) {
            let term = tantivy::Term::from_field_text(self.fields.bigrams, pair);
            let query = Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
            (Occur::Should, Box::new(BoostQuery::new(query, *boost)))
        });
        self.top(&BooleanQuery::new(clauses.collect()), limit)
    }

    fn top(&self, query: &dyn Query, limit: usize) -> Vec<Doc> {
        if limit == 0 {
            return Vec::new();
        }
        match self.searcher.search(query, &TopDocs::with_limit(limit).order_by_score()) {
            Ok(found) => found.into_iter().map(|(_, at)| Doc::at(at)).collect(),
            Err(error) => {
                tracing::error!(%error, "the index could not be searched");
                Vec::new()
            }
        }
    }

    /// The documents whose nearest stretch of text is nearest in meaning to the unit vector, best first, with the cosine.
    #[must_use]
    pub(crate) fn nearest(&self, vector: &[f32; DIMS], limit: usize) -> Vec<(Doc, f32)> {
        self.chunk_vectors.nearest(vector, limit)
    }

    /// The article of a document.
    #[must_use]
    pub(crate) fn article(&self, doc: Doc) -> Option<Article> {
        self.read(doc, &self.document(doc)?)
    }

    fn document(&self, doc: Doc) -> Option<TantivyDocument> {
        let read = self.searcher.doc(doc.address());
        read.inspect_err(|error| damaged(doc, error)).ok()
    }

    fn read(&self, doc: Doc, document: &TantivyDocument) -> Option<Article> {
        let bytes = document.get_first(self.fields.stored_article)?.as_bytes()?;
        serde_json::from_slice(bytes).inspect_err(|error| damaged(doc, error)).ok()
    }

    /// The article of a document, with its known words.
    #[must_use]
    pub(crate) fn article_with_words(&self, doc: Doc) -> Option<(Article, SectionWords)> {
        let document = self.document(doc)?;
        let article = self.read(doc, &document)?;
        let bytes = document.get_first(self.fields.stored_section_words)?.as_bytes()?;
        let words = SectionWords::from_bytes(bytes);
        if words.is_none() {
            tracing::error!(article.id = %article.id, "the words of an article in the index cannot be read back");
        }
        Some((article, words?))
    }

    /// The document of an article.
    #[must_use]
    pub(crate) fn find(&self, id: &ArticleId) -> Option<Doc> {
        let term = tantivy::Term::from_field_text(self.fields.id, id.as_str());
        self.top(&TermQuery::new(term, IndexRecordOption::Basic), 1).pop()
    }

    /// The document with that headline and those opening words.
    #[must_use]
    pub(crate) fn linked(&self, link: &str) -> Option<Doc> {
        let term = tantivy::Term::from_field_text(self.fields.link, link);
        self.top(&TermQuery::new(term, IndexRecordOption::Basic), 1).pop()
    }

    /// Every document that fits the filter, newest first; documents without a date last.
    #[must_use]
    pub(crate) fn newest(&self, filter: &Filter) -> Vec<Doc> {
        let exact = |field, text: &str| -> Box<dyn Query> {
            Box::new(TermQuery::new(tantivy::Term::from_field_text(field, text), IndexRecordOption::Basic))
        };
        let mut must: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Must, Box::new(AllQuery))];
        if let Some(place) = &filter.place {
            let inside = exact(self.fields.place_ancestry, place.as_str());
            let wider = place.ancestry().map(|step| exact(self.fields.place_leaf, step.as_str()));
            must.push((
                Occur::Must,
                Box::new(BooleanQuery::union(std::iter::once(inside).chain(wider).collect())),
            ));
        }
        if let Some(service) = &filter.service {
            must.push((Occur::Must, exact(self.fields.service, service)));
        }
        let query = ConstScoreQuery::new(Box::new(BooleanQuery::new(must)), 1.0);
        let found = self.all(&query);
        let mut dated: Vec<(i64, Doc)> = Vec::new();
        for at in found {
            let segment = self.searcher.segment_reader(at.segment_ord);
            let column = |name: &str| segment.fast_fields().u64(name).ok();
            if column(schema::BIGRAM_COUNT).and_then(|lengths| lengths.first(at.doc_id)).is_none() {
                continue;
            }
            let published = segment
                .fast_fields()
                .i64(schema::PUBLISHED_DAY)
                .ok()
                .and_then(|dates| dates.first(at.doc_id));
            dated.push((published.unwrap_or(i64::MIN), Doc::at(at)));
        }
        dated.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(&right.1)));
        dated.into_iter().map(|(_, doc)| doc).collect()
    }

    /// Every document that the query finds.
    fn all(&self, query: &dyn Query) -> HashSet<DocAddress> {
        self.searcher.search(query, &DocSetCollector).unwrap_or_else(|error| {
            tracing::error!(%error, "the index could not be searched");
            HashSet::new()
        })
    }

    /// Records of all files.
    #[must_use]
    pub(crate) fn records(&self) -> Vec<FileRecord> {
        let term = tantivy::Term::from_field_bool(self.fields.is_record, true);
        let found = self.all(&TermQuery::new(term, IndexRecordOption::Basic));
        // The file of a record that cannot be read back is read afresh.
        let mut records: Vec<FileRecord> = found
            .into_iter()
            .map(Doc::at)
            .filter_map(|doc| {
                let document = self.document(doc)?;
                let value = document.get_first(self.fields.stored_record)?;
                serde_json::from_slice(value.as_bytes()?).inspect_err(|error| damaged(doc, error)).ok()
            })
            .collect();
        records.sort_by(|left, right| left.file.cmp(&right.file));
        records
    }

    /// Every place that an article is about.
    #[must_use]
    pub(crate) fn places(&self) -> Vec<PlacePath> {
        self.values(self.fields.place_leaf).iter().map(|path| PlacePath::new(path)).collect()
    }

    /// Every service type that an article has.
    #[must_use]
    pub(crate) fn services(&self) -> Vec<String> {
        self.values(self.fields.service).into_iter().collect()
    }

    fn values(&self, field: Field) -> BTreeSet<String> {
        let mut values = BTreeSet::new();
        for segment in self.searcher.segment_readers() {
            let Ok(index) = segment.inverted_index(field) else { continue };
            let Ok(mut terms) = index.terms().stream() else { continue };
            while terms.advance() {
                if let Ok(text) = std::str::from_utf8(terms.key()) {
                    values.insert(text.to_owned());
                }
            }
        }
        values
    }

    /// Number of files that the last commit knew.
    #[must_use]
    pub(crate) fn files(&self) -> usize {
        let term = tantivy::Term::from_field_bool(self.fields.is_record, true);
        self.searcher.doc_freq(&term).unwrap_or(0) as usize
    }

    /// Another notice stands for this article.
    #[must_use]
    pub(crate) fn is_replaced(&self, id: &ArticleId) -> bool {
        self.replacing.contains_key(id)
    }

    /// The notice that stands for this article.
    #[must_use]
    pub(crate) fn standing_for(&self, id: &ArticleId) -> Option<Doc> {
        self.replacing.get(id).copied()
    }

    /// The notice that changes this one.
    #[must_use]
    pub(crate) fn successor(&self, id: &ArticleId) -> Option<Doc> {
        self.changing.get(id).copied()
    }

    /// The articles that the field names, each with the document that names it.
    fn referring(&self, field: Field) -> HashMap<ArticleId, Doc> {
        let named = self.values(field).into_iter().filter_map(|id| {
            let term = tantivy::Term::from_field_text(field, &id);
            let doc = self.top(&TermQuery::new(term, IndexRecordOption::Basic), 1).pop()?;
            Some((ArticleId(id), doc))
        });
        named.collect()
    }
}

/// The index can be made anew; until then the document is left out.
fn damaged(doc: Doc, error: &dyn std::error::Error) {
    tracing::error!(%error, segment = doc.segment, document = doc.number, "a document of the index cannot be read back");
}

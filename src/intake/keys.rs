//! The keys of front matter, and the one that was probably meant.
//!
//! Knows nothing of their values.

/// Keys of a notice, those that operators write first.
pub(crate) const NOTICE: [&str; 25] = [
    "title",
    "published",
    "source",
    "wording",
    "url",
    "places",
    "services",
    "valid",
    "phone",
    "supersedes",
    "withdrawn",
    "replaces",
    "published_from",
    "inference",
    "title_from",
    "kicker",
    "subtitle",
    "byline",
    "reporters",
    "kind",
    "events",
    "page",
    "lines",
    "place",
    "service",
];

/// Keys of the block at the head of a page.
pub(crate) const PAGE: [&str; 3] = ["source", "published", "place"];

/// What people write instead.
const ALSO: [(&str, &str); 40] = [
    ("标题", "title"),
    ("题目", "title"),
    ("name", "title"),
    ("headline", "title"),
    ("日期", "published"),
    ("时间", "published"),
    ("发布日期", "published"),
    ("发布时间", "published"),
    ("见报日期", "published"),
    ("date", "published"),
    ("publish_date", "published"),
    ("pubdate", "published"),
    ("来源", "source"),
    ("出处", "source"),
    ("报纸", "source"),
    ("报名", "source"),
    ("from", "source"),
    ("网址", "url"),
    ("链接", "url"),
    ("link", "url"),
    ("地点", "places"),
    ("地区", "places"),
    ("社区", "places"),
    ("address", "places"),
    ("location", "places"),
    ("服务", "services"),
    ("类别", "services"),
    ("分类", "services"),
    ("tags", "services"),
    ("category", "services"),
    ("有效期", "valid"),
    ("期限", "valid"),
    ("电话", "phone"),
    ("联系电话", "phone"),
    ("tel", "phone"),
    ("撤回", "withdrawn"),
    ("作废", "withdrawn"),
    ("副题", "subtitle"),
    ("肩题", "kicker"),
    ("记者", "byline"),
];

/// The key of `keys` that `written` probably stands for.
pub(crate) fn meant<'a>(written: &str, keys: &[&'a str]) -> Option<&'a str> {
    let find = |key: &str| keys.iter().copied().find(|known| *known == key);
    let alias = ALSO.iter().find(|(alias, _)| *alias == written).and_then(|(_, key)| find(key));
    alias.or_else(|| {
        // Characters to add, drop, change or swap with a neighbour.
        let near = keys.iter().copied().map(|key| (strsim::osa_distance(written, key), key));
        near.filter(|(distance, key)| *distance <= 2 && *distance * 2 < key.len()).min().map(|(_, key)| key)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_meant_key_is_found() {
        let cases = [
            ("titel", Some("title")),
            ("tilte", Some("title")),
            ("sources", Some("source")),
            ("publish", Some("published")),
            ("标题", Some("title")),
            ("电话", Some("phone")),
            ("colour", None),
            ("天气", None),
            ("x", None),
        ];
        for (written, key) in cases {
            assert_eq!(meant(written, &NOTICE), key, "{written}");
        }
        assert_eq!(meant("电话", &PAGE), None);
    }
}

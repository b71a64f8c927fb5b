//! Places as people say them: short, and only as exact as the listener needs.
//!
//! Knows nothing of the tree's data: only of the names in a path.

use crate::article::PlacePath;

/// How many steps lead to the city: one in 北京市 and its like, else two.
fn city_depth(path: &PlacePath) -> usize {
    if path.steps().next().is_some_and(|first| first.ends_with('市')) { 1 } else { 2 }
}

fn first_steps(path: &PlacePath, count: usize) -> Option<PlacePath> {
    (count > 0 && path.depth() >= count)
        .then(|| PlacePath::new(&path.steps().take(count).collect::<Vec<_>>().join("/")))
}

/// The city in which a place lies; `None` for a province.
pub(crate) fn city(path: &PlacePath) -> Option<PlacePath> {
    first_steps(path, city_depth(path))
}

/// The district in which a place lies; `None` for a city or a province.
pub(crate) fn district(path: &PlacePath) -> Option<PlacePath> {
    first_steps(path, city_depth(path) + 1)
}

/// 大同市 → 大同, 山西省 → 山西; names that would become too short stay as they are.
pub(crate) fn short(name: &str) -> &str {
    match name.strip_suffix('市').or_else(|| name.strip_suffix('省')) {
        Some(stem) if stem.chars().count() >= 2 => stem,
        _ => name,
    }
}

/// A place for a listener who thinks of `near`: 平城区永泰街道 in the same city, 运城市盐湖区 from another.
pub(crate) fn spoken(path: &PlacePath, near: Option<&PlacePath>) -> String {
    let city_depth = city_depth(path);
    let depth = path.depth();
    let same_city = near.is_some_and(|near| city(near).is_some() && city(near) == city(path));
    let left_out = match (same_city, depth) {
        (true, depth) if depth > city_depth => city_depth,
        (_, depth) if depth > city_depth.saturating_sub(1) => city_depth.saturating_sub(1),
        _ => 0,
    };
    // Nobody says more than district, street and community in one breath.
    path.steps().skip(left_out).collect()
}

/// Another place than `asked`, as exact as that one: 运城市盐湖区 for 平城区, 太原市 for 大同市.
pub(crate) fn elsewhere(path: &PlacePath, asked: &PlacePath) -> PlacePath {
    let common = path.steps().zip(asked.steps()).take_while(|(own, asked)| own == asked).count();
    if asked.depth() == 1 && !asked.name().ends_with(['省', '市', '区']) {
        return path.clone();
    }
    // A province is never exact enough; and a community known by its name alone says nothing of the level.
    first_steps(path, asked.depth().max(common + 1).max(city_depth(path))).unwrap_or_else(|| path.clone())
}

/// A place in a list, where its city goes without saying once the list has a district: 平城区永泰街道.
pub(crate) fn in_list(path: &PlacePath) -> String {
    spoken(path, city(path).as_ref().filter(|city| city.depth() < path.depth()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_as_exact_as_the_listener_needs() {
        let cases = [
            ("山西省/大同市/平城区/永泰街道", Some("山西省/大同市/平城区"), "平城区永泰街道"),
            ("山西省/运城市/盐湖区", Some("山西省/大同市/平城区"), "运城市盐湖区"),
            ("山西省/大同市", Some("山西省/大同市/平城区"), "大同市"),
            ("山西省", Some("山西省/大同市"), "山西省"),
            ("北京市/东城区/东华门街道", Some("北京市"), "东城区东华门街道"),
            ("北京市/东城区", Some("山西省"), "北京市东城区"),
            ("北京市", None, "北京市"),
            ("山西省/大同市/平城区", None, "大同市平城区"),
        ];
        for (path, near, expected) in cases {
            let near = near.map(PlacePath::new);
            assert_eq!(spoken(&PlacePath::new(path), near.as_ref()), expected, "{path}");
        }
        assert_eq!(in_list(&PlacePath::new("山西省/大同市/平城区")), "平城区");
        assert_eq!(in_list(&PlacePath::new("山西省/大同市")), "大同市");
    }

    #[test]
    fn another_place_is_as_exact_as_the_asked_one() {
        let cases = [
            ("山西省/运城市/盐湖区/东城街道", "山西省/大同市/平城区", "山西省/运城市/盐湖区"),
            ("山西省/太原市/小店区/新营", "山西省/大同市", "山西省/太原市"),
            ("山西省/大同市", "山西省/运城市/盐湖区", "山西省/大同市"),
            ("北京市/东城区", "山西省", "北京市"),
            ("山西省/太原市/小店区", "铁路小区", "山西省/太原市"),
        ];
        for (path, asked, expected) in cases {
            assert_eq!(elsewhere(&PlacePath::new(path), &PlacePath::new(asked)).as_str(), expected);
        }
    }

    #[test]
    fn cities_and_districts_are_found_in_a_path() {
        let community = PlacePath::new("山西省/大同市/平城区/永泰街道/凯德世家社区");
        assert_eq!(city(&community), Some(PlacePath::new("山西省/大同市")));
        assert_eq!(district(&community), Some(PlacePath::new("山西省/大同市/平城区")));
        assert_eq!(city(&PlacePath::new("山西省")), None);
        assert_eq!(district(&PlacePath::new("北京市/东城区")), Some(PlacePath::new("北京市/东城区")));
        assert_eq!(short("大同市"), "大同");
        assert_eq!(short("平城区"), "平城区");
    }
}

//! Pages set here, laid out again.

use super::*;

/// Points of a character of the text, and from a line down to the next.
const TEXT: f32 = 10.0;
const PITCH: f32 = 14.0;

/// A page under construction.
#[derive(Default)]
struct Sheet {
    lines: Vec<BoxedLine>,
    page: u32,
}

impl Sheet {
    fn line(&mut self, left: f32, top: f32, size: f32, text: &str) {
        let right = left + size * text.chars().count() as f32;
        let place = LineBox { page: self.page, left, top, right, bottom: top + size, size };
        self.lines.push(BoxedLine { text: text.to_owned(), place });
    }

    /// A column of ten characters: the text wrapped, each paragraph indented. Where it ends.
    fn column(&mut self, left: f32, top: f32, rows: &[&str]) -> f32 {
        for (row, text) in rows.iter().enumerate() {
            let indent = text.chars().take_while(|character| *character == '　').count() as f32;
            self.line(left + indent * TEXT, top + row as f32 * PITCH, TEXT, text.trim_start_matches('　'));
        }
        top + rows.len() as f32 * PITCH
    }

    fn laid_out(mut self) -> LaidOutPage {
        self.lines.sort_by(|a, b| {
            let place = |line: &BoxedLine| (line.place.page, line.place.top);
            place(a).partial_cmp(&place(b)).unwrap().then(a.place.left.total_cmp(&b.place.left))
        });
        laid_out(&self.lines)
    }
}

const FIRST: [&str; 5] = [
    "　　社区食堂开张了。",
    "　　六十岁以上老人八",
    "折就餐，行动不便的可",
    "以送餐上门，电话预约",
    "即可，每天中午开放三",
];
const SECOND: [&str; 5] = [
    "小时，周末照常开放供",
    "应早餐和午餐，欢迎前",
    "来就餐。",
    "　　食堂设在服务中心",
    "一楼，门口有停车位。",
];
const OTHER: [&str; 5] = [
    "　　图书馆延长了开放",
    "时间，晚上九点才关门",
    "，读者可以借阅图书也",
    "可以自习，馆里有热水",
    "供应，请自带水杯前往",
];

fn titles(page: &LaidOutPage) -> Vec<String> {
    page.articles.iter().map(|article| article.title.concat()).collect()
}

#[test]
fn columns_below_a_headline_are_its_article() {
    let mut sheet = Sheet::default();
    sheet.line(30.0, 10.0, 10.0, "2024年10月18日 星期五");
    sheet.line(30.0, 40.0, 20.0, "社区食堂开到家门口");
    sheet.column(30.0, 70.0, &FIRST);
    sheet.column(150.0, 70.0, &SECOND);
    sheet.line(280.0, 40.0, 20.0, "图书馆延时");
    sheet.column(280.0, 70.0, &OTHER);
    let page = sheet.laid_out();
    assert_eq!(titles(&page), ["社区食堂开到家门口", "图书馆延时"]);
    assert_eq!(
        page.articles[0].body,
        [
            "社区食堂开张了。",
            "六十岁以上老人八折就餐，行动不便的可以送餐上门，电话预约即可，每天中午开放三小时，周末照常开放供应早餐和午餐，欢迎前来就餐。",
            "食堂设在服务中心一楼，门口有停车位。",
        ]
    );
    assert_eq!(page.furniture, ["2024年10月18日 星期五"]);
}

#[test]
fn white_space_parts_what_stands_one_below_the_other() {
    let mut sheet = Sheet::default();
    sheet.line(30.0, 40.0, 20.0, "社区食堂");
    let end = sheet.column(30.0, 70.0, &FIRST).max(sheet.column(150.0, 70.0, &SECOND));
    sheet.line(30.0, end + 20.0, 10.0, "河东街道");
    sheet.line(30.0, end + 34.0, 18.0, "图书馆延时");
    sheet.line(30.0, end + 58.0, 12.0, "——晚上九点关门");
    sheet.column(30.0, end + 80.0, &OTHER);
    let page = sheet.laid_out();
    assert_eq!(titles(&page), ["社区食堂", "图书馆延时"]);
    let second = &page.articles[1];
    assert_eq!(
        (second.kicker.concat(), second.subtitle.concat()),
        ("河东街道".to_owned(), "——晚上九点关门".to_owned())
    );
}

#[test]
fn a_headline_may_stand_in_the_midst_of_its_text() {
    let mut sheet = Sheet::default();
    sheet.column(
        30.0,
        40.0,
        &["　　今日河东讯（记者", "王小河）社区食堂开张", "了，六十岁以上老人八", "折就餐，行动不便的可"],
    );
    sheet.column(150.0, 40.0, &["以送餐上门，电话预约"]);
    sheet.line(150.0, 56.0, 16.0, "食堂开张");
    sheet.column(150.0, 82.0, &["即可，每天中午开放。"]);
    sheet.column(270.0, 40.0, &OTHER);
    let page = sheet.laid_out();
    assert_eq!(titles(&page), ["食堂开张"]);
    assert!(page.articles[0].body.concat().contains("送餐上门，电话预约即可"), "{page:?}");
}

#[test]
fn captions_stand_apart_from_the_text() {
    let mut sheet = Sheet::default();
    sheet.line(30.0, 40.0, 20.0, "社区食堂");
    sheet.column(30.0, 70.0, &FIRST);
    sheet.column(150.0, 100.0, &["▲图为老人在就餐。", SECOND[0], SECOND[1], SECOND[2], SECOND[3], SECOND[4]]);
    let page = sheet.laid_out();
    assert_eq!(page.articles[0].captions, ["▲图为老人在就餐。"]);
    assert!(page.articles[0].body.concat().contains("开放三小时"), "{page:?}");
}

/// A page as an office writes it: 28 characters wide.
fn office(page: u32, sheet: &mut Sheet) {
    sheet.page = page;
    let full = "为方便辖区老年居民，经研究，决定每周三上午在服务中心免费理";
    sheet.line(80.0, 160.0, TEXT, full);
    sheet.line(80.0, 174.0, TEXT, full);
    sheet.line(80.0, 188.0, TEXT, "发。");
    sheet.line(100.0, 202.0, TEXT, "请带上老年证。");
    sheet.line(220.0, 800.0, 9.0, &format!("— {} —", page + 1));
}

#[test]
fn pages_of_one_column_are_one_article() {
    let mut sheet = Sheet::default();
    sheet.line(120.0, 60.0, 24.0, "河东市人民政府文件");
    sheet.line(130.0, 100.0, 18.0, "关于为老年居民免费");
    sheet.line(165.0, 124.0, 18.0, "理发的通知");
    office(0, &mut sheet);
    office(1, &mut sheet);
    sheet.line(300.0, 300.0, TEXT, "河东街道办事处");
    sheet.line(300.0, 314.0, TEXT, "2024年1月8日");
    let page = sheet.laid_out();
    assert_eq!(titles(&page), ["关于为老年居民免费理发的通知"]);
    let article = &page.articles[0];
    assert_eq!(article.kicker, ["河东市人民政府文件"]);
    assert_eq!(article.body.len(), 6, "{:?}", article.body);
    assert_eq!(article.body.last().unwrap(), "2024年1月8日");
    assert_eq!(page.furniture, ["— 1 —", "— 2 —"]);
}

#[test]
fn rows_of_a_table_are_lines() {
    let mut sheet = Sheet::default();
    office(0, &mut sheet);
    for (row, cells) in [["服务点", "时间"], ["河东社区", "每周三"]].iter().enumerate() {
        cells.iter().enumerate().for_each(|(at, cell)| {
            sheet.line(80.0 + 120.0 * at as f32, 300.0 + 20.0 * row as f32, TEXT, cell);
        });
    }
    let page = sheet.laid_out();
    let body = &page.articles[0].body;
    assert_eq!(body.get(body.len() - 2..).unwrap(), ["服务点 时间", "河东社区 每周三"]);
}

//! What of an article is wanted: phone, time, place, cost … as residents say it.
//!
//! Knows nothing of articles or passages.

use super::AnswerType;

const MARKERS: &[(AnswerType, &[&str])] = &[
    (
        AnswerType::Phone,
        &[
            "电话",
            "热线",
            "号码",
            "打哪个",
            "打给谁",
            "打给哪",
            "联系方式",
            "咋联系",
            "怎么联系",
            "联系谁",
            "给谁打",
            "座机",
            "手机号",
            "客服",
        ],
    ),
    (
        AnswerType::Time,
        &[
            "什么时候",
            "什么时间",
            "啥时候",
            "啥时间",
            "甚时候",
            "甚会儿",
            "多会儿",
            "多会",
            "几时",
            "何时",
            "哪天",
            "哪一天",
            "几号",
            "几月",
            "哪年",
            "几点",
            "截止",
            "到哪天",
            "到什么时候",
            "多久",
            "多长时间",
            "礼拜几",
            "星期几",
            "周几",
            "营业时间",
            "开放时间",
            "上班时间",
            "时间是",
            "几天",
        ],
    ),
    (
        AnswerType::Place,
        &[
            "哪里",
            "哪儿",
            "在哪",
            "去哪",
            "上哪",
            "到哪",
            "什么地方",
            "啥地方",
            "甚地方",
            "哪个地方",
            "哪块儿",
            "何处",
            "地址",
            "地点",
            "怎么走",
            "咋走",
            "哪个社区",
            "哪个小区",
            "哪个街道",
            "哪个村",
            "哪个区",
            "哪个学校",
            "哪所",
            "哪个路口",
            "哪条街",
            "哪条路",
            "哪个医院",
        ],
    ),
    (
        AnswerType::Cost,
        &[
            "多少钱",
            "要钱",
            "收钱",
            "花钱",
            "收费",
            "费用",
            "价格",
            "价钱",
            "价位",
            "贵不贵",
            "免费吗",
            "免费不",
            "是不是免费",
            "掏钱",
            "交钱",
            "几块钱",
            "几块",
            "多少块",
            "不要钱吗",
            "要不要钱",
            "白给",
            "多少费",
            "票价",
            "押金",
        ],
    ),
    (
        AnswerType::Conditions,
        &[
            "条件",
            "谁能",
            "哪些人能",
            "哪些人可以",
            "什么人能",
            "什么人可以",
            "啥人能",
            "谁可以",
            "能不能领",
            "够不够格",
            "符合",
            "资格",
            "要求",
            "面向哪",
            "针对哪",
            "哪些群体",
            "多大岁数能",
            "满多少岁",
        ],
    ),
    (
        AnswerType::How,
        &[
            "怎么办",
            "怎么申请",
            "怎么领",
            "怎么报名",
            "咋报名",
            "咋申请",
            "咋领",
            "咋办",
            "如何申请",
            "如何办理",
            "如何报名",
            "如何领取",
            "怎样申请",
            "怎样办理",
            "怎么预约",
            "咋预约",
            "怎么交",
            "带什么",
            "带啥",
            "拿甚",
            "拿什么",
            "什么材料",
            "啥材料",
            "什么手续",
            "啥手续",
            "流程",
            "怎么弄",
            "咋弄",
            "在哪报名",
            "哪里报名",
            "报名方式",
        ],
    ),
    (
        AnswerType::Who,
        &[
            "谁",
            "哪个部门",
            "哪个单位",
            "哪家单位",
            "什么单位",
            "啥单位",
            "甚单位",
            "哪个机构",
            "哪家公司",
            "哪个公司",
            "归哪",
            "哪个局",
            "找哪",
            "哪位",
            "谁负责",
            "谁管",
        ],
    ),
    (
        AnswerType::Number,
        &[
            "多少",
            "几个",
            "几家",
            "几种",
            "几人",
            "几名",
            "多大",
            "几岁",
            "几本",
            "几次",
            "几趟",
            "几条",
            "几项",
            "几方面",
            "比例",
            "百分之",
            "多高",
            "几套",
            "几处",
            "几批",
        ],
    ),
    (
        AnswerType::List,
        &[
            "哪些",
            "哪几",
            "都有什么",
            "都有啥",
            "有什么",
            "有啥",
            "分别",
            "包括什么",
            "包括哪",
            "都干啥",
            "都演",
            "什么内容",
            "啥内容",
            "都有甚",
        ],
    ),
];

/// What a folded question wants, in the order of [`AnswerType`].
#[must_use]
pub(super) fn wants(question: &str) -> Vec<AnswerType> {
    let mut wants: Vec<AnswerType> = MARKERS
        .iter()
        .filter(|(_, markers)| markers.iter().any(|marker| question.contains(marker)))
        .map(|(want, _)| *want)
        .collect();
    // 多少钱 asks for a price, not for any number.
    if wants.contains(&AnswerType::Cost) && !question.replace("多少钱", "").contains("多少") {
        wants.retain(|want| *want != AnswerType::Number);
    }
    // 谁能 asks for conditions, not for a name.
    if wants.contains(&AnswerType::Conditions) {
        wants.retain(|want| *want != AnswerType::Who);
    }
    wants
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wants_are_read_from_everyday_words() {
        for (question, expected) in [
            ("心理热线电话多少", &[AnswerType::Phone, AnswerType::Number][..]),
            ("理发多少钱", &[AnswerType::Cost]),
            ("招聘会多会儿开", &[AnswerType::Time]),
            ("在哪儿办老年证要带啥", &[AnswerType::Place, AnswerType::How]),
            ("谁能领高龄津贴", &[AnswerType::Conditions]),
            ("垃圾没人拉归谁管", &[AnswerType::Who]),
            ("教哪些手工", &[AnswerType::List]),
            ("免费理发", &[]),
        ] {
            assert_eq!(wants(question), expected, "{question}");
        }
    }
}

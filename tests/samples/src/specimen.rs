//! Invented people and what stands on their cards. Names, places and numbers are made up; county codes end in 99,
//! which no county has.

use crate::chance::{Chance, RngExt, chance, pick};
use ruxue_rules::Ethnicity;
use std::fmt;

/// What stands on both sides of one specimen card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Specimen {
    /// 姓名.
    pub name: String,
    /// 性别: 男 or 女.
    pub sex: &'static str,
    /// 民族, without 族.
    pub ethnicity: &'static str,
    /// 出生.
    pub birth: Date,
    /// 住址, in lines as printed, one to three.
    pub address: Vec<String>,
    /// 公民身份号码.
    pub id_number: String,
    /// 签发机关.
    pub authority: String,
    /// First day of validity.
    pub valid_from: Date,
    /// Last day of validity; none for 长期.
    pub valid_to: Option<Date>,
}

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // year, month, day as in the calendar
pub struct Date {
    pub year: u16,
    pub month: u8,
    pub day: u8,
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Date {
    fn dotted(self) -> String {
        format!("{:04}.{:02}.{:02}", self.year, self.month, self.day)
    }

    fn years_later(self, years: u16) -> Self {
        let day = if (self.month, self.day) == (2, 29) { 28 } else { self.day };
        Self { year: self.year + years, day, ..self }
    }
}

/// The year that specimens are valid in: cards are issued before it, and expire after it unless they shall be expired.
pub const THIS_YEAR: u16 = 2026;
/// Characters that fit a line of the address; digits and letters take half.
const ADDRESS_LINE: usize = 11;

impl Specimen {
    /// The person of `seed`, with a valid card.
    pub fn new(seed: u64) -> Self {
        Self::of(seed, chance(seed, 0).random())
    }

    /// The woman or man of `seed`, with a valid card.
    pub fn of(seed: u64, female: bool) -> Self {
        let chance = &mut chance(seed, 1);
        let ethnicity = if chance.random_ratio(3, 5) { "汉" } else { any_ethnicity(chance) };
        let age = chance.random_range(18..=58);
        let birth = date_in(chance, THIS_YEAR - age);
        let (province, code) = pick(chance, &PROVINCES);
        let city = pick(chance, &CITIES);
        let county = pick(chance, &COUNTIES);
        let (valid_from, valid_to) = validity(chance, age);
        let authority = match chance.random_range(0..3) {
            0 => format!("{city}市公安局{county}分局"),
            1 => format!("{county}公安局"),
            _ => format!("{city}市公安局"),
        };
        Self {
            name: name(chance, ethnicity, female),
            sex: if female { "女" } else { "男" },
            ethnicity,
            birth,
            address: wrap(&address(chance, province, city, county)),
            id_number: id_number(chance, code, birth, female),
            authority,
            valid_from,
            valid_to,
        }
    }

    /// The same card when its time has run out, `years` ago.
    #[must_use]
    pub fn expired(mut self, years: u16) -> Self {
        let term = 10;
        self.valid_from = Date { year: THIS_YEAR - years.max(1) - term, ..self.valid_from };
        self.valid_to = Some(self.valid_from.years_later(term));
        self
    }

    /// 有效期限 as printed.
    pub fn validity(&self) -> String {
        let end = self.valid_to.map_or_else(|| "长期".to_owned(), Date::dotted);
        format!("{}-{end}", self.valid_from.dotted())
    }
}

/// A card issued to a person of `age`: for 5 years below 16, 10 below 26, 20 below 46, then for good (居民身份证法, article 5).
fn validity(chance: &mut Chance, age: u16) -> (Date, Option<Date>) {
    let ago = chance.random_range(1..=if age < 26 { (age - 16).min(9) } else { 9 });
    let from = date_in(chance, THIS_YEAR - ago);
    let term = match age - ago {
        0..16 => Some(5),
        16..26 => Some(10),
        26..46 => Some(20),
        _ => None,
    };
    (from, term.map(|years| from.years_later(years)))
}

fn date_in(chance: &mut Chance, year: u16) -> Date {
    Date { year, month: chance.random_range(1..=12), day: chance.random_range(1..=28) }
}

/// Region, birth date, sequence (odd for men), check character (GB 11643-1999, ISO 7064 MOD 11-2).
fn id_number(chance: &mut Chance, province: u32, birth: Date, female: bool) -> String {
    let prefecture = chance.random_range(1..=20);
    let sequence = chance.random_range(0..=498) * 2 + u32::from(!female);
    let Date { year, month, day } = birth;
    let body = format!("{province}{prefecture:02}99{year}{month:02}{day:02}{sequence:03}");
    let sum = body.chars().rev().zip(1..).fold(0, |sum, (c, i)| sum + c.to_digit(10).unwrap_or(0) * (1 << i) % 11);
    let check = (12 - sum % 11) % 11;
    if check == 10 { body + "X" } else { format!("{body}{check}") }
}

/// One of the 56 that the state counts; what follows them in the vocabulary is printed for others.
fn any_ethnicity(chance: &mut Chance) -> &'static str {
    let all: Vec<&'static str> = Ethnicity::all().take(56).map(Into::into).collect();
    pick(chance, &all)
}

fn name(chance: &mut Chance, ethnicity: &str, female: bool) -> String {
    if ["维吾尔", "哈萨克", "塔吉克", "乌孜别克", "柯尔克孜", "塔塔尔"].contains(&ethnicity) {
        return format!("{}·{}", pick(chance, &DOTTED), pick(chance, &DOTTED));
    }
    if ["藏", "蒙古"].contains(&ethnicity) {
        return pick(chance, &UNDIVIDED).to_owned();
    }
    let surname = if chance.random_ratio(1, 8) { pick(chance, &RARE_SURNAMES) } else { pick(chance, &SURNAMES) };
    let mut name = surname.to_owned();
    let given = if female { &FEMALE } else { &MALE };
    for _ in 0..if chance.random_ratio(1, 4) { 1 } else { 2 } {
        name.push(if chance.random_ratio(1, 10) { pick(chance, &RARE) } else { pick(chance, given) });
    }
    name
}

fn address(chance: &mut Chance, province: &str, city: &str, county: &str) -> String {
    let place = pick(chance, &PLACES);
    let number = chance.random_range(1..=399);
    let (building, unit, room) = (
        chance.random_range(1..=38),
        chance.random_range(1..=4),
        chance.random_range(1..=18) * 100 + chance.random_range(1..=8),
    );
    let home = match chance.random_range(0..4) {
        0 => format!("{place}村{}组{number}号", chance.random_range(1..=12)),
        1 => format!("{place}路{number}号{building}幢{unit}单元{room}室"),
        2 => format!("{place}街道{}社区{place}大道{number}号{building}栋{room}", pick(chance, &PLACES)),
        _ => format!("{place}镇{}村{number}号", pick(chance, &PLACES)),
    };
    match chance.random_range(0..3) {
        0 => format!("{county}{home}"),
        1 => format!("{city}市{county}{home}"),
        _ => format!("{province}{city}市{county}{home}"),
    }
}

/// `text` in lines of [`ADDRESS_LINE`] characters; what runs past a third line is left out.
fn wrap(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut room = 2 * ADDRESS_LINE;
    for c in text.chars() {
        let width = if c.is_ascii() { 1 } else { 2 };
        if width > room {
            lines.push(String::new());
            room = 2 * ADDRESS_LINE;
        }
        room -= width;
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
    }
    lines.truncate(3);
    lines
}

const PROVINCES: [(&str, u32); 31] = [
    ("北京市", 11),
    ("天津市", 12),
    ("河北省", 13),
    ("山西省", 14),
    ("内蒙古自治区", 15),
    ("辽宁省", 21),
    ("吉林省", 22),
    ("黑龙江省", 23),
    ("上海市", 31),
    ("江苏省", 32),
    ("浙江省", 33),
    ("安徽省", 34),
    ("福建省", 35),
    ("江西省", 36),
    ("山东省", 37),
    ("河南省", 41),
    ("湖北省", 42),
    ("湖南省", 43),
    ("广东省", 44),
    ("广西壮族自治区", 45),
    ("海南省", 46),
    ("重庆市", 50),
    ("四川省", 51),
    ("贵州省", 52),
    ("云南省", 53),
    ("西藏自治区", 54),
    ("陕西省", 61),
    ("甘肃省", 62),
    ("青海省", 63),
    ("宁夏回族自治区", 64),
    ("新疆维吾尔自治区", 65),
];

const CITIES: [&str; 14] =
    ["云溪", "青石", "临渚", "安陌", "望川", "澄湖", "松岭", "白沙", "兰浦", "凤栖", "浉阳", "嘉禾源", "桐屿", "鹤汀"];

const COUNTIES: [&str; 14] = [
    "东陵区",
    "河西新区",
    "梧桐区",
    "清源县",
    "石门坳县",
    "金沙湾区",
    "南屏县",
    "月牙区",
    "翠微区",
    "柳林县",
    "玉带区",
    "芦荡县",
    "霞浦山县",
    "星洲区",
];

const PLACES: [&str; 20] = [
    "建设",
    "人民",
    "解放",
    "长乐",
    "柳荫",
    "桃源",
    "新华",
    "文昌",
    "沿江",
    "迎宾",
    "石桥",
    "双井",
    "大槐树",
    "三里屯",
    "杏花",
    "朝阳",
    "胜利",
    "碧溪",
    "龙潭",
    "小河",
];

const SURNAMES: [&str; 40] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马",
    "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾",
    "彭", "吕",
];

const RARE_SURNAMES: [&str; 16] =
    ["欧阳", "上官", "司马", "诸葛", "尉迟", "亓", "仝", "佀", "笪", "爨", "甯", "冼", "逄", "禚", "郗", "操"];

const MALE: [char; 40] = [
    '伟', '强', '磊', '军', '勇', '杰', '涛', '明', '超', '刚', '平', '辉', '健', '斌', '波', '峰', '浩', '宇', '轩',
    '泽', '子', '文', '博', '俊', '建', '国', '华', '志', '立', '东', '海', '林', '鹏', '晨', '阳', '天', '一', '凯',
    '瑞', '航',
];

const FEMALE: [char; 40] = [
    '芳', '娜', '敏', '静', '丽', '艳', '娟', '霞', '秀', '玲', '婷', '雪', '琳', '晶', '倩', '颖', '慧', '梅', '洁',
    '莉', '欣', '怡', '佳', '梦', '雨', '诗', '涵', '思', '子', '萱', '红', '云', '兰', '凤', '美', '玉', '春', '晓',
    '月', '文',
];

/// Characters that readers often lack or mistake.
const RARE: [char; 40] = [
    '翀', '㛃', '䶮', '囧', '鑫', '喆', '犇', '淼', '堃', '赟', '旻', '昉', '玥', '彧', '翾', '垚', '懿', '煜', '祎',
    '骞', '颢', '晟', '暻', '璟', '焱', '烜', '翊', '珺', '琰', '瑀', '睿', '赜', '祺', '禤', '罡', '骉', '骐', '骢',
    '鬯', '龑',
];

const DOTTED: [&str; 14] = [
    "阿迪力",
    "买买提",
    "古丽娜尔",
    "阿卜杜拉",
    "帕提古丽",
    "艾合买提",
    "热依拉",
    "努尔兰",
    "吐尔逊",
    "迪丽拜尔",
    "玉素甫",
    "阿依努尔",
    "木合塔尔",
    "叶尔江",
];

const UNDIVIDED: [&str; 10] =
    ["扎西多吉", "格桑卓玛", "次仁央金", "巴特尔", "其其格", "苏日娜", "丹增", "阿木古郎", "拉姆", "朝格图"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_address_holds_eleven_characters_and_digits_take_half() {
        assert_eq!(wrap("云溪市东陵区建设路12号3幢2单元1101室"), ["云溪市东陵区建设路12号", "3幢2单元1101室"]);
        assert!((0..500).flat_map(|seed| Specimen::new(seed).address).all(|line| line.chars().count() <= 22));
    }

    #[test]
    fn a_card_is_valid_this_year_unless_expired() {
        for seed in 0..200 {
            let card = Specimen::new(seed);
            assert!(card.valid_from.year < THIS_YEAR && card.valid_to.is_none_or(|to| to.year > THIS_YEAR), "{card:?}");
            assert!(card.expired(2).valid_to.is_some_and(|to| to.year == THIS_YEAR - 2));
        }
    }
}

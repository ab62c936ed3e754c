use serde::{Deserialize, Serialize};

/// What a card may print after 民族: the 56 names of GB/T 3304, the two further names that cards bear by decision of the
/// State Ethnic Affairs Commission, 其他 for those not yet identified, and 入籍 for those naturalised.
const NAMES: [&str; 60] = [
    "汉",
    "蒙古",
    "回",
    "藏",
    "维吾尔",
    "苗",
    "彝",
    "壮",
    "布依",
    "朝鲜",
    "满",
    "侗",
    "瑶",
    "白",
    "土家",
    "哈尼",
    "哈萨克",
    "傣",
    "黎",
    "傈僳",
    "佤",
    "畲",
    "高山",
    "拉祜",
    "水",
    "东乡",
    "纳西",
    "景颇",
    "柯尔克孜",
    "土",
    "达斡尔",
    "仫佬",
    "羌",
    "布朗",
    "撒拉",
    "毛南",
    "仡佬",
    "锡伯",
    "阿昌",
    "普米",
    "塔吉克",
    "怒",
    "乌孜别克",
    "俄罗斯",
    "鄂温克",
    "德昂",
    "保安",
    "裕固",
    "京",
    "塔塔尔",
    "独龙",
    "鄂伦春",
    "赫哲",
    "门巴",
    "珞巴",
    "基诺",
    "穿青人",
    "革家人",
    "其他",
    "入籍",
];

/// The ethnicity on a card: one of a fixed vocabulary, printed without 族.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub struct Ethnicity(usize);

/// A text that no card prints after 民族.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an ethnicity that cards print")]
pub struct UnknownEthnicity;

impl Ethnicity {
    /// The ethnicity that `text` names, with or without 族; a naturalised citizen's (`朝鲜入籍`, `外国血统中国籍人士`) is 入籍.
    ///
    /// # Errors
    /// [`UnknownEthnicity`]; nothing similar is guessed.
    pub fn parse(text: &str) -> Result<Self, UnknownEthnicity> {
        let naturalised = text.ends_with("入籍") || text == "外国血统中国籍人士";
        let name = if naturalised { "入籍" } else { text.strip_suffix('族').unwrap_or(text) };
        NAMES.iter().position(|known| *known == name).map(Self).ok_or(UnknownEthnicity)
    }

    /// As printed.
    pub fn as_str(self) -> &'static str {
        NAMES.get(self.0).copied().unwrap_or_default()
    }

    /// The whole vocabulary, in the order of GB/T 3304.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..NAMES.len()).map(Self)
    }
}

impl TryFrom<String> for Ethnicity {
    type Error = UnknownEthnicity;

    fn try_from(text: String) -> Result<Self, UnknownEthnicity> {
        Self::parse(&text)
    }
}

impl From<Ethnicity> for &'static str {
    fn from(ethnicity: Ethnicity) -> Self {
        ethnicity.as_str()
    }
}

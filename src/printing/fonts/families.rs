//! Families by what they are for, the best first; written without spaces, hyphens and capitals.

/// 仿宋.
pub(super) const FANGSONG: &[&str] = &[
    "仿宋gb2312",
    "fangsonggb2312",
    "仿宋",
    "fangsong",
    "stfangsong",
    "华文仿宋",
    "方正仿宋简体",
    "fzfangsongz02s",
    "方正仿宋gbk",
    "fzfangsongz02",
    "fandolfang",
    "fandolfangr",
    "朱雀仿宋",
    "zhuquefangsong",
    "zhuquefangsong(technicalpreview)",
    "cwtexqfangsong",
];

/// 宋体.
pub(super) const SONG: &[&str] = &[
    "notoserifcjksc",
    "notoserifsc",
    "sourcehanserifsc",
    "sourcehanserifcn",
    "思源宋体",
    "思源宋体cn",
    "simsun",
    "宋体",
    "nsimsun",
    "songtisc",
    "stsong",
    "华文宋体",
    "fandolsong",
    "方正书宋简体",
    "arplumingcn",
    "arplsungtilgb",
];

/// 黑体.
pub(super) const HEI: &[&str] = &[
    "simhei",
    "黑体",
    "方正黑体简体",
    "fzheiz01s",
    "stheiti",
    "华文黑体",
    "fandolhei",
    "notosanscjksc",
    "notosanssc",
    "sourcehansanssc",
    "sourcehansanscn",
    "思源黑体",
    "思源黑体cn",
    "heitisc",
    "pingfangsc",
    "microsoftyahei",
    "微软雅黑",
    "wenquanyizenhei",
    "wenquanyimicrohei",
    "droidsansfallback",
];

/// 小标宋.
pub(super) const TITLE: &[&str] = &[
    "方正小标宋简体",
    "方正小标宋gbk",
    "fzxiaobiaosongb05s",
    "fzxiaobiaosongb05",
    "小标宋",
    "方正大标宋简体",
    "stzhongsong",
    "华文中宋",
];

/// Large sets, for rare characters of names.
pub(super) const RARE: &[&str] = &[
    "simsunextb",
    "simsunextg",
    "宋体超大字符集",
    "mingliuextb",
    "hanamina",
    "hanaminb",
    "花園明朝a",
    "花園明朝b",
    "jigmo",
    "jigmo2",
    "jigmo3",
    "plangothicp1",
    "plangothicp2",
    "遍黑体p1",
    "遍黑体p2",
    "babelstonehan",
    "thtshynp0",
    "thtshynp1",
    "thtshynp2",
    "arplumingcn",
];

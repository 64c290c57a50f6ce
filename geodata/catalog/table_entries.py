"""The tables of the catalogue: clusters, targets, statistics, indicators, rules, sources."""

from geodata.catalog.dataset import NO_NOTE, Entry
from geodata.embedded import table
from geodata.text import Bilingual

_LICENCE = "facts only, no text of a source is copied"
_ATTRIBUTION = Bilingual(
    en="Own compilation, each row with its sources.",
    zh="本产品汇编，逐条注明来源。",
)
_NO_POSITION = Bilingual(en="No positions.", zh="无点位。")


def _entry(name: str, title: Bilingual, vintage: str, note: Bilingual = NO_NOTE) -> Entry:
    """Return the entry of an embedded table; addresses, often of mirrors, are not passed on."""
    return Entry(
        layer_id=name.replace("_", "-"),
        title=title,
        kind="table",
        licence=_LICENCE,
        attribution=_ATTRIBUTION,
        vintage=vintage,
        build=lambda: table(name).drop(columns="url", errors="ignore"),
        facts=name,
        precision=_NO_POSITION,
        note=note,
    )


TABLE_ENTRIES: tuple[Entry, ...] = (
    _entry(
        "clusters",
        Bilingual(en="The 33618 cluster system", zh="“33618”现代制造业集群体系"),
        "2023 – 2027",
        Bilingual(
            en="3 + 3 + 6 + 18 = 30 clusters; 33 in the plan counts key industrial chains, which no source lists. Names"
            " of 22 clusters and all links in Chinese are back-translations.",
            zh="3+3+6+18=30 个集群；方案中的“33”为重点产业链条数，未见完整名单。22 个集群的中文名称和全部环节名称为回译。",
        ),
    ),
    _entry(
        "targets",
        Bilingual(en="Quantitative targets", zh="量化目标"),
        "2020 – 2035",
        Bilingual(
            en="75 (1e8 CNY/km²) is a 2027 target without a 2022 baseline; the plan defines neither numerator nor land.",
            zh="75 亿元/平方公里为2027年目标，无2022年基数；方案未界定分子和用地口径。",
        ),
    ),
    _entry(
        "statistics",
        Bilingual(
            en="Statistics of the city, districts, zones and parks", zh="全市、区县、板块和园区统计数据"
        ),
        "2007 – 2025",
        Bilingual(
            en="One row per printed figure; conflicting figures stand side by side. A part-year figure (period) is not a"
            " year. District GDP up to 2022 predates a revision.",
            zh="每个公布数一行，互相矛盾的数字并列保留。非全年数（period）不得当作全年数。2022年及以前的区县 GDP 未经修订。",
        ),
    ),
    _entry(
        "former_names",
        Bilingual(en="Former names of the districts", zh="区县曾用名"),
        "1994 – 2016",
        Bilingual(
            en="For matching older tables. A merged unit is only a part of the district of today. Most rows are from memory.",
            zh="用于匹配旧表。被合并的单位只是现区县的一部分。多数条目凭记忆。",
        ),
    ),
    _entry("indicators", Bilingual(en="Vocabulary of the statistics", zh="统计指标词表"), "2026"),
    _entry(
        "rules",
        Bilingual(en="Siting rules and control indicators", zh="准入规则和用地控制指标"),
        "2008 – 2026",
        Bilingual(
            en="A register for screening, not legal advice: most rows were read in copies and need a check against the"
            " document in force.",
            zh="供初筛使用的规则清单，不构成法律意见；多数条目据转载整理，使用前须与现行文件核对。",
        ),
    ),
    _entry(
        "sources",
        Bilingual(en="Sources cited", zh="引用来源"),
        "2004 – 2026",
        Bilingual(
            en="The documents were read as stored copies, often on unrelated hosts: cite the document, no address is given.",
            zh="文件据存档副本阅读，许多为无关域名上的镜像：请引用文件本身，此处不列网址。",
        ),
    ),
)

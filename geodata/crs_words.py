"""The sentences of CRS proposals: the evidence for one, and the question that the person must answer."""

from geodata.crs_candidates import Candidate
from geodata.text import Bilingual

# Ballpark sizes, so that a person can judge what is at stake: GCJ-02 and BD-09 at Chongqing are measured with
# geodata.china_datum over the municipality; UTM has scale 0.9996 on its meridian, 0.4 m per km of northing.
_DATUM_EN = (
    "Is the datum WGS84/CGCS2000, GCJ-02 (Amap, Tencent) or BD-09 (Baidu)? Numbers cannot tell: GCJ-02 lies about"
    " 0.4 to 0.6 km off, BD-09 about 0.9 to 1.2 km."
)
_DATUM_ZH = "坐标基准是 WGS84/CGCS2000、GCJ-02（高德、腾讯）还是 BD-09（百度）？数值本身无法区分：GCJ-02 约偏 0.4–0.6 公里，BD-09 约偏 0.9–1.2 公里。"
_OLD_EN = (
    "Is the datum CGCS2000, Xian 1980 or Beijing 1954? The grids have the same numbers; the older ones lie tens of"
    " metres to over a hundred metres off and need the office's own parameters."
)
_OLD_ZH = "坐标基准是 CGCS2000、西安80 还是北京54？三者的格网数值范围相同；旧坐标系会偏离数十米至百余米，需用本单位的转换参数。"
_QUESTIONS: dict[str, Bilingual] = {
    "degrees": Bilingual(en=_DATUM_EN, zh=_DATUM_ZH),
    "gauss3": Bilingual(en=_OLD_EN, zh=_OLD_ZH),
    "gauss6": Bilingual(en=_OLD_EN, zh=_OLD_ZH),
    "web_mercator": Bilingual(en=_DATUM_EN, zh=_DATUM_ZH),
    "utm": Bilingual(
        en="Is it UTM and not Gauss-Krüger? The eastings are alike, but the northings differ by about 1.3 km.",
        zh="确认是 UTM 而不是高斯-克吕格？两者横坐标相近，纵坐标相差约 1.3 公里。",
    ),
    "local": Bilingual(
        en="Is it the local grid on 106°30′E with false easting 500 km and no false northing? Ask the surveyor, or load"
        " the .prj file; its parameters have no public register.",
        zh="是否为中央子午线 106°30′、横轴加常数 500 公里、纵轴无加常数的地方独立坐标系？该系统没有公开登记的参数，请向测绘单位确认或提供 .prj 文件。",
    ),
}


def question(candidate: Candidate, *, swapped: bool) -> Bilingual:
    """Return what the person must confirm before a layer is placed with `candidate`.

    Parameters
    ----------
    candidate
        The system proposed.
    swapped
        Whether the first column holds the northing or latitude.
    """
    text = _QUESTIONS[candidate.family]
    if not swapped:
        return text
    first = (
        Bilingual(
            en="The first column seems to hold latitudes and the second longitudes.",
            zh="第一列似为纬度、第二列似为经度。",
        )
        if candidate.family == "degrees"
        else Bilingual(
            en="The first column seems to hold northings (X of Chinese surveys) and the second eastings (Y).",
            zh="第一列似为纵坐标（测量 X，北向），第二列似为横坐标（测量 Y，东向）。",
        )
    )
    return Bilingual(en=f"{first.en} Shall they be exchanged? {text.en}", zh=f"{first.zh}是否对调？{text.zh}")


def evidence(title: Bilingual, counts: tuple[int, int, int, int], *, by_polygon: bool) -> Bilingual:
    """Return the sentence that says how many features a proposal puts inside Chongqing.

    Parameters
    ----------
    title
        The name of the system proposed.
    counts
        Features inside; features tested; features without usable coordinates; features in the file.
    by_polygon
        Whether the municipality's boundary was used, or only its bounding box.
    """
    inside, tested, unusable, all_features = counts
    en = f"Read as {title.en}, {inside} of {tested} features lie inside Chongqing"
    zh = f"按{title.zh}解释，{tested} 个要素中有 {inside} 个落在重庆市域内"
    if not by_polygon:
        en, zh = f"{en}'s bounding box", zh.replace("重庆市域内", "重庆市外接矩形内")
    if tested + unusable < all_features:
        en, zh = f"{en} (an even sample of {all_features})", f"{zh}（从 {all_features} 个要素中等距抽样）"
    if unusable:
        en, zh = f"{en}; {unusable} more have no usable coordinates", f"{zh}；另有 {unusable} 个坐标不可用"
    return Bilingual(en=f"{en}.", zh=f"{zh}。")

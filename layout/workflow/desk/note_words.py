"""Chinese for the notes and position remarks of the embedded tables, which are kept in English there.

A note that is not listed (one of a user's own table) stands as it is written. A test holds this list to the
tables, so that a new fact cannot bring an untranslated remark to a Chinese screen unnoticed.
"""

import re
from collections.abc import Mapping
from typing import Final

from geodata.text import Bilingual

STATISTIC_NOTES: Final[Mapping[str, str]] = {
    "before the revision after the 2023 economic census: not comparable with the 2024 rows": (
        "为第五次经济普查（2023 年）修订前数据，与 2024 年数据不可比"
    ),
    "census day 2020-11-01": "普查时点为 2020 年 11 月 1 日",
    "38 values add to 31904700": "38 个区县合计 31904700",
    "GDP column only; the sector columns of this source are corrupt and not used": (
        "仅采用该来源的地区生产总值列；其分行业列有误，未采用"
    ),
    "directly managed area": "直管园区域",
    "all industry": "全部工业",
    "year of the profile not stated": "园区简介未注明年份",
    "11 percent of national output": "占全国产量的 11%",
    "seed prints over RMB 70 billion; another source gives 7500, so the seed looks wrong by a factor of ten": (
        "原文为“超过 700 亿元”；另一来源为 7500 亿元，原文疑差十倍"
    ),
    "conflicts with seed_003 (700)": "与另一来源（700）不一致",
    "share in above-scale output value": "占规模以上工业总产值的比重",
    "whole science city": "科学城全域",
    "above-scale output": "规模以上产值",
    "growth 16.6 percent": "增长 16.6%",
    "national new area": "国家级新区",
    "administrative district since 2025-11, different extent": "为 2025 年 11 月起的行政区，范围不同",
    "administrative district since 2025-11": "为 2025 年 11 月起的行政区",
    "agrees with the district bulletin": "与区统计公报一致",
    "agrees with ds_qiao14_2024": "与 2024 年分区县数据集一致",
    "134 enterprises, growth 28.2 percent; the excerpt does not print the district name": (
        "134 家企业，增长 28.2%；摘录中未出现区名"
    ),
    "industrial output, scope not stated": "工业产值，口径未说明",
    "above-scale manufacturers": "规模以上制造业企业",
    "derived: 99.1 x 0.15; three quarters, not annualised": "推算：99.1 × 0.15；前三季度数，未折算为全年",
    "construction land": "建设用地",
    "construction land of Longxing and Shichuan together": "龙兴与石船合计的建设用地",
    "southern zone only": "仅南部园区",
    "Chayuan extension only": "仅茶园拓展区",
    "output per km2 of industrial land, as printed": "每平方公里工业用地产出，原文数值",
    "five parts; the parts printed (29.26, 3.78, 9.69, 8.32, 7.51) add to 58.56": (
        "五个片区；原文各片区（29.26、3.78、9.69、8.32、7.51）合计为 58.56"
    ),
    "east 20 and west 53": "东区 20、西区 53",
    "Bishan industrial park": "璧山工业园区",
    "five blocks: 11.41, 1.41, 2.64, 0.2, 1.39; add to 17.05": "五个区块：11.41、1.41、2.64、0.2、1.39，合计 17.05",
    "year of the profile not stated (11th five-year plan period)": "园区简介未注明年份（“十一五”时期）",
    "national perimeter only": "仅国家级核准范围",
    "as of 2018-04-26": "截至 2018 年 4 月 26 日",
    "municipal high-tech zone, seven blocks": "市级高新区，七个区块",
    "industrial park, four parts; year not stated": "工业园区，四个组团；未注明年份",
    "above-scale industry": "规模以上工业",
    "A 6.18, B 2.15, C 1.00, D 1.67; year of the profile not stated": (
        "A 区 6.18、B 区 2.15、C 区 1.00、D 区 1.67；园区简介未注明年份"
    ),
    "30 in the near term": "近期 30",
    "industrial output": "工业产值",
    "planned land of three parts; year of the profile not stated": "三个组团的规划用地；园区简介未注明年份",
    "year uncertain": "年份不确定",
    "all industry 27.44": "全部工业为 27.44",
    "planned construction land": "规划建设用地",
    "water port 6.00, airport 2.37": "水港 6.00、空港 2.37",
}

PARK_NOTES: Final[Mapping[str, str]] = {
    "catalogue geocode was in Guangzhou; later profile lists lighting, intelligent equipment, food and medicine, "
    "automobiles, new materials; five parts add to 58.56 km2 in 2015": (
        "目录地名匹配结果误在广州；后来的简介列有照明电气、智能装备、食品医药、汽车、新材料；2015 年五个片区合计 58.56 km²"
    ),
    "catalogue area is the old southern zone (9.6 km2 seen); extended to Chayuan in 2010": (
        "目录面积为原南部园区（见载 9.6 km²）；2010 年拓展至茶园"
    ),
    "later profile adds natural-gas chemical materials, silicon materials, new energy materials and equipment; "
    "long-named chemical base": "后来的简介增列天然气化工材料、硅材料、新能源材料及装备；历来称为化工基地",
    "cross-boundary: Jiulongpo and Shapingba, the point falls in Jiulongpo; directly managed area 313.5 km2; "
    "extension parks named in news_htz_scope_2024 are not children here": (
        "跨九龙坡、沙坪坝两区，点位落在九龙坡；直管园面积 313.5 km²；2024 年报道所列拓展园未作为下属园区"
    ),
    "catalogue geocode was in Xinjiang": "目录地名匹配结果误在新疆",
    "parent recalled": "上级园区凭记忆",
    "cross-boundary: Yubei (airport part, where the point lies) and Jiangbei (port part); renamed and moved partly "
    "to Guoyuan port (2021, recalled)": (
        "跨渝北（空港部分，点位所在）与江北（水港部分）；2021 年更名并部分迁至果园港（凭记忆）"
    ),
    "district inferred from the identical leading industries of the Wanzhou zone; catalogue geocode was in Xining, "
    "no position": "所在区县由与万州经开区相同的主导产业推定；目录地名匹配结果误在西宁，无点位",
    "now Fuling High-tech Zone; later profile lists NEV, batteries, food, medicine": (
        "现为涪陵高新区；后来的简介列有新能源汽车、电池、食品、医药"
    ),
    "later profile lists polyurethane, polyamide, polyester; long-named chemical base": (
        "后来的简介列有聚氨酯、聚酰胺、聚酯；历来称为化工基地"
    ),
    "Liangjiang membership from the geocoded address; planned area 11 km2 in an older profile against 6.83 km2 in "
    "the catalogue": "由匹配地址判定属两江新区；旧简介规划面积 11 km²，目录为 6.83 km²",
    "identity with the former Jingkou park recalled": "与原井口园区为同一园区系凭记忆",
    "catalogue geocode was in Fengjie; national motorcycle base (2014 list)": (
        "目录地名匹配结果误在奉节；国家级摩托车产业基地（2014 年名单）"
    ),
    "national aluminium processing base (2014 list)": "国家级铝加工产业基地（2014 年名单）",
    "parent from the 2010 extension of the Chongqing ETDZ into Chayuan": "上级园区依据重庆经开区 2010 年向茶园拓展",
    "童家溪 town, where the geocode lies, moved to Liangjiang in 2025-11; planned area 5.27 km2 in an older profile "
    "against 11.08 km2 in the catalogue": (
        "点位所在的童家溪镇 2025 年 11 月划归两江新区；旧简介规划面积 5.27 km²，目录为 11.08 km²"
    ),
    "inside Wansheng ETDZ, which lies in Qijiang adcode": "位于万盛经开区内，行政区划代码属綦江区",
    "later profile lists aluminium and copper materials, gears and vehicle parts, green building materials": (
        "后来的简介列有铝铜材料、齿轮及汽车零部件、绿色建材"
    ),
    "now Shuangqiao economic and technological development zone; inside Dazu": "现为双桥经开区；位于大足区内",
    "catalogue geocode was a shared wrong point in Jiulongpo": "目录地名匹配结果误在九龙坡（多个园区同一点）",
    "Liangjiang membership from the geocoded address": "由匹配地址判定属两江新区",
    "geocode is the district government point": "点位为区政府所在地",
    "new name recalled": "新名称凭记忆",
    "rated plausible, but the geocode lies 0.2 km from the district government point: treat as coarse": (
        "匹配评为可信，但距区政府点仅 0.2 公里，按粗略点位处理"
    ),
    "geocode is the district government point; four parts listed as children": (
        "点位为区政府所在地；四个组团列为下属园区"
    ),
    "new name seen 2021": "新名称见于 2021 年",
    "municipal in the 2018 catalogue (1680.87 ha), national since 2018-02-28 with an approved perimeter of only "
    "139 ha; catalogue geocode was a shared wrong point in Jiulongpo": (
        "2018 年目录列为市级（1680.87 公顷），2018 年 2 月 28 日升为国家级，核准范围仅 139 公顷；"
        "目录地名匹配结果误在九龙坡（多个园区同一点）"
    ),
    "municipal in the 2018 catalogue, national since 2018-02-28 with 17.05 km2 in five blocks; catalogue geocode "
    "was a shared wrong point in Jiulongpo": (
        "2018 年目录列为市级，2018 年 2 月 28 日升为国家级，五个区块共 17.05 km²；"
        "目录地名匹配结果误在九龙坡（多个园区同一点）"
    ),
    "municipal high-tech zone of 833 ha in seven blocks (白鹤, 汉丰, 渠口, 赵家, 长沙, 南门) approved 2022-08 on "
    "overlapping ground; areas not to be added": (
        "2022 年 8 月批准的市级高新区 833 公顷，七个区块（白鹤、汉丰、渠口、赵家、长沙、南门），范围有重叠，面积不可相加"
    ),
    "older profile names alumina and aluminium as the base industry": "旧简介以氧化铝、铝业为基础产业",
    "geocode is the county government point": "点位为县政府所在地",
    "new name seen 2023": "新名称见于 2023 年",
    "2015 profile lists BOPP film, local resource processing, vehicle parts": (
        "2015 年简介列有 BOPP 薄膜、本地资源加工、汽车零部件"
    ),
    "cross-boundary: parts of Jiangbei, Yubei and Beibei (2018-2025 map); about 1200 km2 and the approval month "
    "recalled; seed_003 adds new display, smart terminals and integrated circuits": (
        "跨江北、渝北、北碚三区的一部分（2018–2025 年区划）；约 1200 km² 及批准月份凭记忆；"
        "另一来源增列新型显示、智能终端、集成电路"
    ),
    "58 km2 of planned construction land (2010)": "规划建设用地 58 km²（2010 年）",
    "120 km2 planned with Shichuan (2010); the alias 龙盛新城 is recalled": (
        "与石船合计规划 120 km²（2010 年）；别名“龙盛新城”凭记忆"
    ),
    "水土 moved from Beibei to Liangjiang in 2025-11": "水土 2025 年 11 月由北碚划归两江新区",
    "phase 1 accepted 2019-12-27 (seen); approval month recalled; area and position not found": (
        "一期于 2019 年 12 月 27 日验收（见载）；批准月份凭记忆；面积与点位未查到"
    ),
    "fifth comprehensive bonded zone of Chongqing": "重庆第五个综合保税区",
    "sixth comprehensive bonded zone; accepted 2023-02-28; position not found": (
        "重庆第六个综合保税区；2023 年 2 月 28 日验收；点位未查到"
    ),
    "part of the Yongchuan parks at the Zhutuo port": "永川园区位于朱沱港的组团",
    "not in the 2018 catalogue under this name": "2018 年目录中无此名称",
    "35.28 km2 in the 2007 plan": "2007 年规划为 35.28 km²",
    "straddles northern Yubei and Guang an; about 262 km2 and the approval month recalled; position not given, an "
    "earlier recalled point lies outside the municipality": (
        "跨渝北北部与广安；约 262 km² 及批准月份凭记忆；未给点位，早先凭记忆的点位在市域之外"
    ),
}

POSITION_REMARKS: Final[Mapping[str, str]] = {
    "catalogue_geocode: AMap match of the park name, quality plausible": "目录园区名称的高德地名匹配，可信",
    "catalogue_geocode: AMap match of the park name, quality coarse (district government point)": (
        "目录园区名称的高德地名匹配，粗略（区县政府点）"
    ),
    "catalogue_geocode: AMap match of the park name, quality coarse (low-precision match)": (
        "目录园区名称的高德地名匹配，粗略（低精度）"
    ),
    "catalogue_geocode: AMap match of the park name, quality coarse (town point)": (
        "目录园区名称的高德地名匹配，粗略（乡镇点）"
    ),
    "recalled: approximate centre from memory": "凭记忆的大致中心",
    "nearby_plant: Wanzhou cogeneration plant in the Jiulong part; the zone has five separate parts": (
        "以邻近电厂代替：九龙片区的万州热电厂；该区由五个分离的片区组成"
    ),
    "town_point: 九龙镇, association by the park name": "乡镇点：九龙镇，依园区名称关联",
    "town_point: 大安, named in the bounds of the national perimeter; other parts lie up to 35 km away": (
        "乡镇点：大安，见于国家级核准四至；其他组团远至 35 公里"
    ),
    "town_point: 东城街道, association recalled": "乡镇点：东城街道，关联凭记忆",
    "nearby_plant: Huadian Tongnan gas plant, association recalled": "以邻近电厂代替：华电潼南燃机，关联凭记忆",
    "town_point: 峰高, named in the bounds of the largest block": "乡镇点：峰高，见于最大区块的四至",
    "public_code_point: area-wide point in a public code file": "公开代码文件中的区域代表点",
    "town_point: 复盛镇; the park name joins 鱼嘴 and 复盛": "乡镇点：复盛镇；园区名取自鱼嘴与复盛",
    "town_point: 龙兴镇": "乡镇点：龙兴镇",
    "town_point: 水土镇": "乡镇点：水土镇",
    "town_point: 高峰镇; zone lies in the Gaofeng part of Wanzhou ETDZ": "乡镇点：高峰镇；位于万州经开区高峰片区",
    "nearby_plant: Lee and Man Paper power plant, Zhutuo": "以邻近电厂代替：朱沱理文造纸自备电厂",
    "town_point: 木洞镇; the park covers 木洞 and 麻柳嘴": "乡镇点：木洞镇；园区跨木洞与麻柳嘴",
    "town_point: 珞璜镇": "乡镇点：珞璜镇",
    "town_point: 德感街道": "乡镇点：德感街道",
    "town_point: 白沙镇": "乡镇点：白沙镇",
    "town_point: 土主镇, association recalled": "乡镇点：土主镇，关联凭记忆",
}

OFFICE_REMARKS: Final[Mapping[str, str]] = {
    "office_outline: a point inside the office's outline": "本单位边界内的一点",
    "office_point": "本单位给出的点位",
}
_COUNTED: Final = re.compile(r"(.*); counted on (37|38) units")
_ALL: Final[Mapping[str, str]] = {**STATISTIC_NOTES, **PARK_NOTES, **POSITION_REMARKS, **OFFICE_REMARKS}


def remark(text: str) -> Bilingual | None:
    """Return a note of the embedded tables in both languages, None for an empty one.

    Examples
    --------
    >>> remark("southern zone only").zh
    '仅南部园区'
    """
    counted = _COUNTED.fullmatch(text)
    if counted is not None:
        return Bilingual(en=text, zh=f"{counted.group(1)}；按{counted.group(2)}个区县统计")
    return Bilingual(en=text, zh=_ALL.get(text, text)) if text else None

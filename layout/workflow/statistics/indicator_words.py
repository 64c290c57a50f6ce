"""How tables call the indicators: spellings that mean one of the vocabulary, and spellings that only may."""

from typing import Final

SURE: Final[dict[str, tuple[str, ...]]] = {
    "gross_output": (
        "规模以上工业总产值",
        "规上工业总产值",
        "规模以上工业企业总产值",
        "规模以上工业产值",
        "规上工业产值",
        "工业总产值",
        "grossindustrialoutput",
        "grossindustrialoutputvalue",
    ),
    "operating_revenue": (
        "规模以上工业企业营业收入",
        "规上工业企业营业收入",
        "规模以上工业营业收入",
        "规上工业营业收入",
        "工业企业营业收入",
        "工业营业收入",
    ),
    "value_added": ("工业增加值", "规模以上工业增加值", "规上工业增加值", "industrialvalueadded"),
    "secondary_value_added": ("第二产业增加值", "二产增加值"),
    "gdp": ("地区生产总值", "生产总值", "gdp", "地区生产总值gdp", "grossdomesticproduct"),
    "tax": ("工业税收", "工业税收收入", "工业企业税收", "工业企业实缴税金", "industrialtax"),
    "fixed_asset_investment": ("固定资产投资", "固定资产投资额", "固定资产投资总额", "fixedassetinvestment"),
    "industrial_land_km2": (
        "工业用地面积",
        "工业用地",
        "工业仓储用地面积",
        "工矿仓储用地面积",
        "industrialland",
    ),
    "planned_industrial_land_km2": ("规划工业用地面积", "规划工业用地"),
    "built_up_km2": ("建成区面积", "已建成面积", "建成面积", "已开发面积", "builtuparea"),
    "planned_area_km2": ("规划面积", "规划总面积", "核准面积", "批准面积"),
    "managed_area_km2": ("管理面积", "管辖面积"),
    "population": ("常住人口", "年末常住人口", "residentpopulation"),
    "value_added_per_mu": ("亩均增加值", "亩均工业增加值"),
    "value_added_per_km2": ("单位面积增加值", "地均增加值"),
    "output_per_km2": ("工业用地单位面积产出", "土地产出强度", "地均产值", "地均工业产值"),
    "strategic_share": ("战略性新兴产业占比", "战新产业占比", "战略性新兴产业增加值占比"),
    "rd_share": ("研发投入占比", "研发投入强度", "研发经费投入强度"),
    "hightech_firms": ("高新技术企业", "高新技术企业数", "高新技术企业数量"),
    "little_giants": ("专精特新小巨人企业", "专精特新小巨人企业数"),
    "tech_firms": ("科技型企业", "科技型企业数"),
    "smart_factories": ("智能工厂", "智能工厂数"),
    "digital_workshops": ("数字化车间", "数字化车间数"),
    "green_factories": ("绿色工厂", "国家级绿色工厂"),
    "vehicles_produced": ("汽车产量",),
}
"""Spellings in the form of `plain_heading`, beside the two names of the vocabulary itself."""

MAY_BE: Final[dict[str, tuple[str, ...]]] = {
    "gross_output": ("产值", "总产值", "工业产值", "园区产值", "output"),
    "operating_revenue": ("营业收入", "主营业务收入", "销售收入", "revenue"),
    "value_added": ("增加值",),
    "tax": ("税收", "税收收入", "税收总额", "税金总额", "入库税收", "tax"),
    "fixed_asset_investment": ("工业投资", "投资额", "工业固定资产投资", "investment"),
    "industrial_land_km2": ("用地面积", "实际用地面积", "工业用地总面积"),
    "built_up_km2": ("开发面积",),
    "planned_area_km2": ("面积", "园区面积", "总面积", "area"),
    "population": ("人口", "总人口", "population"),
}
"""Spellings that leave the definition open: a proposal that a person confirms."""

UNUSED: Final = frozenset(
    {"序号", "编号", "排名", "位次", "名次", "no", "rank", "备注", "note", "notes", "说明"}
)
"""Columns that hold no figure."""

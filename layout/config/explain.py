"""Turns what pydantic found wrong into one line in both languages: key path, found, expected, what to do."""

import difflib
import re
from collections.abc import Callable, Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from geodata.errors import ExplainedError
from geodata.text import Bilingual
from layout.config.case import Case
from layout.config.case_weights import WEIGHTS_METHODS
from layout.criteria.value_kinds import VALUE_KINDS
from layout.errors import CaseError, UnknownKeyError, WeightError

Context = dict[str, Any]
Expectation = Callable[[Context], Bilingual]

LONGEST_FOUND = 60
TAGS = {"value": VALUE_KINDS, "weights": WEIGHTS_METHODS}
"""Keys whose table is one of several models, and the words that tell which: pydantic puts them in the path."""
LAYER_TAG = "derive="
"""What such a word of a layer of a suitability case begins with; its table has a name of its own before it."""
WHERE_TAG = "where="
"""The same for the test of an attribute."""


def _same(en: str, zh: str) -> Expectation:
    """Return an expectation that needs nothing of the error's context."""
    return lambda _: Bilingual(en=en, zh=zh)


def _bare(quoted: str) -> str:
    """Return a key without the quotation marks that pydantic puts round it."""
    return quoted.strip("'")


EXPECTED: dict[str, Expectation] = {
    "string_type": _same("a text", "文本"),
    "string_too_short": _same("a text that is not empty", "非空文本"),
    "float_type": _same("a number", "数值"),
    "int_type": _same("a whole number", "整数"),
    "bool_type": _same("true or false", "true 或 false"),
    "tuple_type": _same("a list [...]", "列表 [...]"),
    "dict_type": _same("a table", "表"),
    "model_type": _same("a table", "表"),
    "finite_number": _same("a finite number, not nan or inf", "有限数值，不能为 nan 或 inf"),
    "literal_error": lambda context: Bilingual(
        en=str(context["expected"]), zh=str(context["expected"]).replace(" or ", " 或 ").replace(", ", "、")
    ),
    "greater_than": lambda context: Bilingual(
        en=f"a number above {context['gt']:g}", zh=f"大于 {context['gt']:g} 的数值"
    ),
    "greater_than_equal": lambda context: Bilingual(
        en=f"{context['ge']:g} or more", zh=f"不小于 {context['ge']:g}"
    ),
    "less_than_equal": lambda context: Bilingual(
        en=f"{context['le']:g} or less", zh=f"不大于 {context['le']:g}"
    ),
    "too_short": lambda context: Bilingual(
        en=f"at least {context['min_length']} item(s)", zh=f"至少 {context['min_length']} 项"
    ),
    "too_long": lambda context: Bilingual(
        en=f"at most {context['max_length']} items", zh=f"至多 {context['max_length']} 项"
    ),
    "string_pattern_mismatch": lambda context: (
        Bilingual(en="letters, digits, _ . - only", zh="仅含字母、数字与 _ . -")
        if "A-Z" in str(context["pattern"])
        else Bilingual(
            en="a two-digit branch code of manufacturing, 13 to 43, as a text",
            zh="制造业两位数行业代码（13 至 43），以文本书写",
        )
    ),
    "union_tag_invalid": lambda context: Bilingual(
        en=f"{_bare(context['discriminator'])} = one of {context['expected_tags']}",
        zh=f"{_bare(context['discriminator'])} 取 {context['expected_tags']} 之一".replace(", ", "、"),
    ),
    "union_tag_not_found": lambda context: Bilingual(
        en=f"a table that states its {_bare(context['discriminator'])}",
        zh=f"写明 {_bare(context['discriminator'])} 的表",
    ),
    "repeated_item": lambda context: Bilingual(
        en=f"every item once, but {context['item']} stands twice",
        zh=f"各项不重复，但 {context['item']} 出现两次",
    ),
    "one_land_need": _same(
        'exactly one of land_ha = <hectares> and land = "from_target"',
        '在 land_ha = <公顷> 与 land = "from_target" 中恰好填写一项',
    ),
    "one_origin": _same(
        "own sites from one place: path (a file) or item (of the workspace)",
        "自有候选地只取一处：path（文件）或 item（工作区条目）",
    ),
    "one_dem": _same(
        "one elevation raster: dem (a file) or dem_item (of the workspace)",
        "高程栅格只取一处：dem（文件）或 dem_item（工作区条目）",
    ),
    "own_sites_unused": _same(
        'layer = "sites" or "parks+sites" where path, item or [candidates.sites] is given',
        '给出 path、item 或 [candidates.sites] 时，layer 取 "sites" 或 "parks+sites"',
    ),
    "band_order": _same("low, central and high in rising order", "low、central、high 依次不减"),
    "years_in_order": _same("end_year after base_year", "end_year 晚于 base_year"),
    "possible_bands": _same(
        "growth above -100 %, land not negative, realised_pct from 0 to 100",
        "增速大于 -100%、土地面积非负、realised_pct 在 0 至 100 之间",
    ),
    "grades": _same(
        "from_score falling, the last grade without one; or share_pct of every grade, adding to 100",
        "from_score 依次递减且末等不设；或各等 share_pct 合计为 100",
    ),
    "one_mode": _same(
        "exactly one mode: exclude, include, weight or force", "exclude、include、weight、force 中恰好一种"
    ),
    "one_test": _same(
        "exactly one kind of test: values, limits (ge/gt/le/lt), or one of inside, within_m, beyond_m",
        "恰好一种条件：values，或界限（ge/gt/le/lt），或 inside、within_m、beyond_m 之一",
    ),
    "class_range": _same(
        "classes of at most 16,777,216, which 32 bits tell apart; recode the raster",
        "不超过 16,777,216 的类别值（32 位可区分）；请对栅格重新编码",
    ),
    "limits": _same("one lower and one upper limit that some value meets", "上下限各至多一个，且能够满足"),
    "class_numbers": _same(
        'class numbers of a raster measured by value, or "other"', "按值取用的栅格类别编号，或 other"
    ),
    "derive": lambda context: Bilingual(
        en=f"derive = one of {context['kinds']}, or a file without derive",
        zh=f"derive 取 {context['kinds']} 之一，或不写 derive 而给出文件".replace(", ", "、"),
    ),
    "flat_scale": _same(
        "worst and best that differ, or a reach that is not 0", "worst 与 best 取不同的值，或 reach 不为 0"
    ),
    "not_increasing": _same("points whose first numbers strictly increase", "各点的第一个数严格递增"),
    "levels": lambda context: Bilingual(
        en=f"a value for each of {context['required']}",
        zh=f"{context['required']} 各有一个取值".replace(", ", "、"),
    ),
}


def explain_validation(
    error: ValidationError, *, origin: str, model: type[BaseModel] = Case
) -> ExplainedError:
    """Return the project's own error for what is wrong in a case.

    Parameters
    ----------
    error
        What pydantic found; the first finding is explained, the number of others is told.
    origin
        Name of the case in the message, such as its file name.
    model
        What was validated, for the keys that an unknown one may have meant.
    """
    findings = error.errors(include_url=False)
    # A misspelt key shows up as one that is missing and one that is unknown: the unknown one says what to mend.
    first = min(findings, key=lambda finding: finding["type"] != "extra_forbidden")
    wrapped = first.get("ctx", {}).get("error")
    if isinstance(wrapped, ExplainedError):
        return type(wrapped)(en=f"{origin}: {wrapped.text.en}", zh=f"{origin}：{wrapped.text.zh}")
    path = key_path(first)
    others = len(findings) - 1
    more = Bilingual(
        en=f" ({others} more to mend after this)" if others else "",
        zh=f"（此后还有 {others} 处待改）" if others else "",
    )
    kind, text = _explain(first, path, model)
    return kind(en=f"{origin}: {text.en}{more.en}", zh=f"{origin}：{text.zh}{more.zh}")


def key_path(finding: ErrorDetails) -> str:
    """Return the dotted key of a finding as it stands in the file, list positions counted from 1."""
    path = ""
    previous = ""
    for part in finding["loc"]:
        if isinstance(part, int):
            path += f"[{part + 1}]"
        elif not _is_tag(part, previous):
            path += f".{part}" if path else part
        previous = str(part)
    return path


def _is_tag(part: str, previous: str) -> bool:
    """Return whether a part of a path is the word of a model and no key."""
    return part in TAGS.get(previous, ()) or part.startswith((LAYER_TAG, WHERE_TAG))


def _explain(finding: ErrorDetails, path: str, model: type[BaseModel]) -> tuple[type[CaseError], Bilingual]:
    """Return the error class and the sentence for one finding."""
    if finding["type"] == "extra_forbidden":
        return UnknownKeyError, _unknown_key(finding, path, model=model)
    if finding["type"] == "missing":
        text = Bilingual(
            en=f"{path} is missing; the case must state it.", zh=f"缺少 {path}；案例必须写明该项。"
        )
        return CaseError, text
    expectation = EXPECTED.get(finding["type"])
    context = finding.get("ctx", {})
    expected = (
        expectation(context)
        if expectation
        else Bilingual(en=finding["msg"], zh=f"符合格式的取值（{finding['msg']}）")
    )
    found = context.get("found") or _shown(finding["input"])
    where = path or "case"
    kind = WeightError if finding["loc"] and finding["loc"][-1] == "weight" else CaseError
    return kind, Bilingual(
        en=f"{where}: found {found}, expected {expected.en}.",
        zh=f"{where}：现为 {found}，要求：{expected.zh}。",
    )


def _unknown_key(finding: ErrorDetails, path: str, *, model: type[BaseModel]) -> Bilingual:
    """Return the sentence for a key that the case does not have, with the keys that it could be."""
    known = sorted(_known_keys(finding["loc"][:-1], model))
    near = difflib.get_close_matches(str(finding["loc"][-1]), known, n=1)
    if near:
        return Bilingual(
            en=f"unknown key {path}; did you mean {near[0]}?", zh=f"未知键 {path}；是否应为 {near[0]}？"
        )
    listed = ", ".join(known)
    return Bilingual(
        en=f"unknown key {path}; expected one of {listed}.", zh=f"未知键 {path}；可用的键为 {listed}。"
    )


def _known_keys(location: tuple[int | str, ...], model: type[BaseModel]) -> set[str]:
    """Return the keys that the table at `location` may have."""
    models: list[type[BaseModel]] = [model]
    previous = ""
    for part in location:
        before, previous = previous, str(part)
        if isinstance(part, int):
            continue
        if _is_tag(part, before):
            models = [one for one in models if _is_tagged(one, part)]
            continue
        if not any(part in one.model_fields for one in models):
            continue  # the name of an entry of a table whose keys are free
        models = [
            inner
            for outer in models
            if part in outer.model_fields
            for inner in _models_in(outer.model_fields[part].annotation)
        ]
    return {field.alias or key for found in models for key, field in found.model_fields.items()}


def _is_tagged(model: type[BaseModel], tag: str) -> bool:
    """Return whether a table with this kind or method is read by `model`."""
    if tag.startswith(WHERE_TAG):
        return True
    if tag.startswith(LAYER_TAG):
        kind = model.model_fields.get("derive")
        return tag == LAYER_TAG + (get_args(kind.annotation)[0] if kind else "")
    fields = (model.model_fields.get(name) for name in ("kind", "method"))
    return any(field is not None and tag in get_args(field.annotation) for field in fields)


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """Return the models that an annotation names, at any depth."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)


def _shown(value: object) -> str:
    """Return a found value on one line, shortened."""
    text = re.sub(r"\s+", " ", repr(value))
    return text if len(text) <= LONGEST_FOUND else f"{text[: LONGEST_FOUND - 1]}…"

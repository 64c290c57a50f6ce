from geodata.quality import places


def test_rows_are_counted_as_each_format_counts_them() -> None:
    assert places.row(2).en == "feature 2"
    assert places.row(2).zh == "第 2 个要素"
    assert places.rows([3, 5], "row").en == "rows 3, 5"
    assert places.rows([3, 5], "row").zh == "第 3、5 行"
    assert places.rows(range(3, 15)).zh == "第 3、4、5、6、7、8、9、10……个要素（共 12 个）"
    assert places.rows([1], "record").zh == "第 1 条记录"


def test_places_nest_and_show_names_safely() -> None:
    where = places.inside(places.layer("a\nb"), places.column("名称"))
    assert (where.en, where.zh) == ("layer a\\x0ab, column 名称", "图层 a\\x0ab，字段 名称")
    assert places.inside(places.member("x/y.shp"), places.byte(7)).en == "member x/y.shp, byte 7"
    assert places.line(3, 4).zh == "第 3 行第 4 个字符"
    assert places.line(3).en == "line 3"
    assert places.columns(["a", "b"]).en == "columns a, b"
    assert places.part(".shp header").zh == ".shp header"

"""Writes small cases of a layout plan into a folder."""

from pathlib import Path

PROJECTS = """project_id,land_ha,output_cny,cluster_id
A,10,1000000000,icnev
B,10,2000000000,icnev
C,8,500000000,food_agri
D,30,900000000,food_agri
"""
PARKS = "park_id,available_ha\nK1,20\nK2,12\n"
VALUES = """project_id,park_id,value
A,K1,0.9
A,K2,0.2
B,K1,0.8
B,K2,0.7
C,K1,0.6
C,K2,0.4
D,K1,1
D,K2,1
"""
CASE = '[allocation]\nprojects = "projects.csv"\nparks = "parks.csv"\nvalues = "values.csv"\nobjective = "value"\n'


def write_case(folder: Path, text: str = CASE, **tables: str) -> Path:
    """Write a case with its tables and return the path of the case."""
    files = {"projects": PROJECTS, "parks": PARKS, "values": VALUES, **tables}
    for name, content in files.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    path = folder / "case.toml"
    path.write_text(text, encoding="utf-8")
    return path


RICH_PROJECTS = """project_id,name_zh,name_en,land_ha,output_cny,cluster_id,chain_id,year,origin_adcode
A,甲 {{7*7}},First <img src=x>,10,1000000000,icnev,nev,2025,500101
B,乙,Second,10,2000000000,icnev,nev,2027,
C,丙,Third,8,500000000,food_agri,food,2027,
D,丁,Fourth,30,900000000,food_agri,food,2025,
"""
RICH_PARKS = """park_id,available_ha_2025,available_ha_2027,low_efficiency_ha,release_cost_cny_per_ha,base_land_ha,base_output_cny,adcode,zone_ids,lon,lat
K1,12,20,0,0,100,5000000000,500118,western_yu,105.9,29.35
K2,8,12,2,1000000,,,500101,three_gorges_northeast,108.4,30.8
"""
RICH_VALUES = """project_id,park_id,value,value_low,value_high
A,K1,0.9,0.5,1
A,K2,0.2,0.1,0.9
B,K1,0.8,0.7,0.9
B,K2,0.7,0.4,0.9
C,K1,0.6,0.6,0.6
C,K2,0.4,0.1,0.5
D,K1,1,1,1
D,K2,1,1,1
"""
RICH = (
    'illustrative = true\n[title]\nen = "Four {{7*7}}"\nzh = "四个 {{7*7}}"\n[note]\nen = "Own figures."\nzh = "自拟。"\n'
    '[allocation]\nprojects = "projects.csv"\nparks = "parks.csv"\nvalues = "values.csv"\nexisting = "existing.csv"\n'
    '[[allocation.objectives]]\nid = "value"\n[[allocation.objectives]]\nid = "new_land"\npriority = 2\n'
    '[[allocation.targets]]\nid = "west"\nmeasure = "output_share"\nscope = "zone:western_yu"\ngoal = 0.5\n'
    'reason = { en = "Own.", zh = "自拟。" }\n'
)


def write_rich(folder: Path) -> Path:
    """Write a case with phases, positions, an existing plan, a goal and hostile names."""
    tables = {"projects": RICH_PROJECTS, "parks": RICH_PARKS, "values": RICH_VALUES}
    return write_case(folder, RICH, **tables, existing="project_id,park_id\nA,K2\nB,K2\n")

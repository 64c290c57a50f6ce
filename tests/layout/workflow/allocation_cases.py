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

"""The columns of a frame as a writer needs them: names as text, a named index in front, no geometry."""

import pandas as pd


def columns_to_write(frame: pd.DataFrame) -> tuple[list[str], list[list[object]]]:
    """Return the names and the values of the columns that go into a file.

    Parameters
    ----------
    frame
        Any frame; the geometry columns of a GeoDataFrame are left out.

    Returns
    -------
    tuple
        The names in their order, the named levels of the index first, and one list of values for each. A nameless
        index says nothing and is left out.
    """
    geometries = {number for number, dtype in enumerate(frame.dtypes) if str(dtype) == "geometry"}
    names, values = [], []
    for level, name in enumerate(frame.index.names):
        if name is not None:
            names.append(str(name))
            values.append(frame.index.get_level_values(level).tolist())
    for number, name in enumerate(frame.columns):
        if number not in geometries:
            names.append(str(name))
            values.append(frame.iloc[:, number].tolist())
    return names, values

"""The ranking of the sites of a case, its weights, its proof and its files."""

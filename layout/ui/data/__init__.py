"""The page Data: a file on its way in, tables of figures, what is kept, the catalogue."""

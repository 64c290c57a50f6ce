"""Plain tables: methods, pairwise matrices, SMAA and certificate of rows and columns without a map."""

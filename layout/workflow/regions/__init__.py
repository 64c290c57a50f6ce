"""Contiguous regions of a surface, of cells or of whole parcels."""

"""The page Suitability, part by part."""

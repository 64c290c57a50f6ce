"""The page Layout plan, part by part."""

"""A layout plan: case and tables -> problem -> plan -> verification -> files."""

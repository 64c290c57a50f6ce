"""A suitability study: rules and criteria on a grid, run, kept, explained."""

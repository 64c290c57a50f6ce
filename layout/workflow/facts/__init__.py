"""Everything known of a park, district or zone, each fact with its year and sources."""

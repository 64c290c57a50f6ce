"""Land-use efficiency: figures of parks, indicators, grading, paths, the goals and their standing."""

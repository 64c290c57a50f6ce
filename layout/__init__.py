"""Layout turns layers into decisions: land-use efficiency, scored sites and, later, layout plans."""

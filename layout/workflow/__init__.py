"""Use cases: the one place where data and decisions meet. Import what you need from its modules."""

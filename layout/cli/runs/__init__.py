"""`cqlayout runs`: the store of runs, one command a file."""

"""`cqlayout workspace`: the office's own data with its history, one command a file."""

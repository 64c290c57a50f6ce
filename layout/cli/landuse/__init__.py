"""`cqlayout landuse …`: land-use efficiency on the command line, one command a file."""

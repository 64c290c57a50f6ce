"""The command line: a thin skin over the workflow, one command a file, heavy imports inside the commands."""

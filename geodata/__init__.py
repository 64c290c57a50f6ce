"""Geodata turns the outside world into layers and back into files; it knows nothing of planning."""

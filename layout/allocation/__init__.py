"""The layout plan: which project goes to which park, solved, explained and verified."""

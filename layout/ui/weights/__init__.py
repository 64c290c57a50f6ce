"""The step weights: every way to weigh, and the judgements given so far."""

"""Rules propose, the planner picks, the guard may refuse."""

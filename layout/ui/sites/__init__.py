"""The page Site selection: its steps, candidates, criteria, rules, kept runs."""

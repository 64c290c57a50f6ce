"""The case of site selection as the page has it: brief, draft, edits."""

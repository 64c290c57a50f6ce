"""A file on its way into the workspace: looked at, placed, given a role, kept."""

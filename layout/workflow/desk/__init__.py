"""The office's desk: embedded facts with what the workspace keeps laid beside them."""

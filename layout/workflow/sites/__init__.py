"""The office's own parks and sites as candidates, with what their terrain says."""

"""Tables of figures on their way into the workspace: taken apart, joined, asked about, kept."""

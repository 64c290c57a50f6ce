"""What this server keeps for page, map and downloads: bounded in number, found by a token."""

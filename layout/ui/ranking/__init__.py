"""A ranking on the screen: live, in full, why, and its proof."""

"""The pages on land efficiency and goals, part by part."""

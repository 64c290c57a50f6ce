"""What maps show: layers, figures, choices, and where each park lies."""

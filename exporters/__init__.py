"""Results out: rows as tables, CSV, JSON and Markdown; results in words."""

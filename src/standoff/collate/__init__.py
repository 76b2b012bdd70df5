"""What several reports tell together that none tells alone; in whatever order they came, it is the same."""

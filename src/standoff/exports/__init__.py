"""What a desk holds, written for other programs; one format a file."""

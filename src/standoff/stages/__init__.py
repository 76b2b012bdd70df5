"""What is marked on one report, one idea a file."""

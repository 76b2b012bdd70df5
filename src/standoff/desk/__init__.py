"""The store of one crisis."""

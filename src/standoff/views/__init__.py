"""What people read: the brief and the listings."""

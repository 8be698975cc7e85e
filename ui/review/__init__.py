"""After the session: choosing what goes home."""

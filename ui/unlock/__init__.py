"""Before anything is open: first run, unlock, recovery."""

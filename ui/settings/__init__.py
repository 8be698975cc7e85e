"""What is set once: people, backups, locking, keeping."""

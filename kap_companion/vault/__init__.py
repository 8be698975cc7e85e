"""Keys: keyring, recovery code, practice (create, open, lock)."""

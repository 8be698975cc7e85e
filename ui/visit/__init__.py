"""The integration visit."""

"""The home page: clients and their sessions."""

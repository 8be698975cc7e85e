"""The client's parts: what they are called, what is done about them, what a client's pages show."""

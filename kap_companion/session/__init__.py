"""A session while it runs: capture, timeline, live."""

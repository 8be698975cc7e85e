"""The room: the live session."""

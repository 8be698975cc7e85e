"""Process notes for a colleague, by the client's leave."""

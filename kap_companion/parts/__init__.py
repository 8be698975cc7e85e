"""The client's parts: roster, links."""

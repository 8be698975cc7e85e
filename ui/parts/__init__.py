"""A client's parts on the screen: each one, all of them, the map, the body, Self-energy."""

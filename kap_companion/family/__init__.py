"""The inner family: who is who among a client's parts, how they stand to each other, what is known."""

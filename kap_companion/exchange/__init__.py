"""Ways in and out: session scripts, JSON."""

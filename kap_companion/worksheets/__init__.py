"""What a client takes home: choosing it together, composing it, setting it on paper, saving it."""

"""Holding off the computer's sleep and its screen saver while a session runs."""

"""Hearing from the system that it goes to sleep or that its screen was locked."""

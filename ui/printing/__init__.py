"""Printing: the system's dialog, pages on a printer, and what becomes of them in its queue."""

"""Worksheets on the screen: looking at the pages and saving them."""

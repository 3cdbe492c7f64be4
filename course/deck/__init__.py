"""Notebooks -> offline decks: one HTML file each."""

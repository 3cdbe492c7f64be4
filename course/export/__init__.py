"""Many notebooks -> many decks: warm processes, what has not changed is kept."""

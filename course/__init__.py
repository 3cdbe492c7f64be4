"""How it is taught: lessons, decks, handouts and the command `palpate`."""

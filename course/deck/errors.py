"""What can go wrong while a deck is made."""


class DeckError(RuntimeError):
    """The deck cannot be made; the message says where and what to do."""

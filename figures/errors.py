"""What can go wrong while a plate is drawn."""


class PlateError(ValueError):
    """The plate cannot be drawn; the message names what is allowed."""

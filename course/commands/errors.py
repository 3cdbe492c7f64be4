"""Errors that a user can mend: shown as a message, never as a traceback."""


class CommandError(Exception):
    """The command cannot go on; the message says what to do next."""


# ValueError covers what the plates and the deck refuse, OSError what the disk refuses.
EXPECTED = (CommandError, ValueError, OSError, RuntimeError, LookupError)


def message_of(error: BaseException) -> str:
    """The message of an expected error, without its class name."""
    return str(error) if not isinstance(error, KeyError) else str(error.args[0])

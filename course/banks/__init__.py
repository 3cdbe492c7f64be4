"""The question bank for other systems: Anki, Moodle, QTI, a table."""

"""What is known: patterns, muscles, landmarks, techniques, cases and references as data.

No drawing, no teaching, no widgets: this package may be imported by `figures` and `course`,
and imports neither.
"""

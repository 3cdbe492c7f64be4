"""The size of the sheet, known without matplotlib: hundredths of an inch, and dots an inch."""

WIDTH, HEIGHT = 1333.3, 750.0
DPI = 120

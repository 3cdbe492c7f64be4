"""One module for each kind of plate; each has draw(sheet, request)."""

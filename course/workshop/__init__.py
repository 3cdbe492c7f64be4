"""A plan -> a timed workshop: slides, notes, workbook, handouts, checklists, exam, one folder."""

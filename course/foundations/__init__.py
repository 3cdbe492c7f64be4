"""Foundation lessons: one Markdown file each in `course/lessons`, turned into notebooks.

lessons, problems = read_lessons(course)      # parse.py, check.py
cells = lesson_cells(lesson, course)          # cells.py
"""

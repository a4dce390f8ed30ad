"""The course: read from `syllabus/`, selected for a reader. Markdown, YAML and validation stay in here."""

DEFAULT_BRAND = "house"
"""The brand of a delivery that names none."""

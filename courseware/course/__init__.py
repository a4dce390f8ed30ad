"""The course: read from `syllabus/`, selected for a reader. Markdown, YAML and validation stay in here."""

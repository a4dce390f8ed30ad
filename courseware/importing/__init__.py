"""Outlines and course pages of others become a syllabus: rules as data (`rules/*.yml`), no model, no network.

`import_outline` is pure (bytes to texts), `write_course` puts the texts into a folder.
"""

from __future__ import annotations

from courseware.importing.course import Imported, import_outline
from courseware.importing.writing import write_course

__all__ = ["Imported", "import_outline", "write_course"]

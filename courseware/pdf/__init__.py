"""HTML becomes PDF. Only this package knows WeasyPrint and pikepdf.

`write_slides` draws every page of `Slides` once, `write_pdf` writes a document and places those drawings in it as vectors. Nothing but what
`Files` gives is read, nothing is fetched, and the same input gives the same bytes.
"""

from courseware.pdf.document import Pdf, write_pdf
from courseware.pdf.slides import write_slides

__all__ = ["Pdf", "write_pdf", "write_slides"]

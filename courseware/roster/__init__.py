"""The participants of a class, from a table that a trainer keeps in a spreadsheet.

What stands in a roster is about people: it goes into the papers that it is meant for, and nowhere else. A problem names
the line of a row, never what stands in it; a person's `repr` is the number.
"""

from courseware.roster.model import Person, Roster
from courseware.roster.read import read_roster

__all__ = ["Person", "Roster", "read_roster"]

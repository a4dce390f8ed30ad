"""The deck: what the template asks for (`Deck`), and what fit makes of it (`Slides`)."""

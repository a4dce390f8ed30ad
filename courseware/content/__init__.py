"""The blocks that a course and a deck share, and their one markup."""

"""PowerPoint files: a base presentation read into a `Kit`, `Slides` written onto it, and what a finished deck holds and lacks."""

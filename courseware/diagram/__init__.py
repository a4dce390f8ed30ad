"""Diagrams: the notation of ```` ```diagram ```` and ```` ```mermaid ````, and their layout as a `Scene`."""

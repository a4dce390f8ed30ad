"""Traces of one provider in another's files: what gives a brand away, and where a finished file shows it."""

from courseware.leaks.search import find_leaks
from courseware.leaks.traces import Traces, own_words, read_traces

__all__ = ["Traces", "find_leaks", "own_words", "read_traces"]

"""The preview: a page on this machine that shows slides, notes and pages as they are written. The only place that serves anything."""

"""Markdown as pandoc and Quarto write it: text to tokens. Nothing outside this package imports markdown_it."""

"""Presentations of providers that there are not: each with the habits of a program or the oddities of a designer."""

"""Equations: TeX as native equations of Office and as outlines."""

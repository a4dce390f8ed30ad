"""The brand: a provider's house style, read from `_brand.yml`, and its fonts."""

"""New brands: what a logo, a presentation or a `_brand.yml` says of a house style, and whether a brand is fit for use."""

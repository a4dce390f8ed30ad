"""Code in colours that can be read on the brand's grounds."""

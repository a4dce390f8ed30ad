"""A stranger's templates: what one rendering may use up, and Jinja held to it."""

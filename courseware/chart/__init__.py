"""Charts: the notation of ```` ```chart ````, their data, and their layout as a `Scene`."""

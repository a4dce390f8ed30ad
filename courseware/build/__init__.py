"""What is to be made, what is stale, making it with warm workers, and publishing it: the only writer of outputs."""

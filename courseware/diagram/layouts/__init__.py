"""One module a kind: `lay_out(diagram, width, height, sizer, floor, size) -> Scene`."""

"""Speed and memory, as ratios in one run; see `__main__`."""

"""Gilan as the app knows it before anyone has handed in outlines: approximate, see README.md."""

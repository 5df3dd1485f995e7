"""A made-up year that comes in by the same door as a real one."""

"""What was reported and decided: files, environment, clock."""

"""What acts cost in a small database and in a crowded one: nothing may grow with the tables."""

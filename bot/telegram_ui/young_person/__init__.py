"""What a young person uses."""

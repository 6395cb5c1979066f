"""What a coordinator uses."""

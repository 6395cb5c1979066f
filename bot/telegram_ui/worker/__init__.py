"""A worker's desk."""

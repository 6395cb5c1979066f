"""Loads, validates and renders the files of the top-level ``content/`` folder."""

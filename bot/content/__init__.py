"""Loads, validates and renders the files of the top-level ``content/`` folder.

``loading`` reads everything into a ``collection.Library`` (models in ``kinds``), ``checks``
look across files, ``presenting`` turns it into messages, ``watching`` holds the one in use.
"""

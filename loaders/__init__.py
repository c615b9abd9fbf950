"""Loaders: one file format each, from a file to records. They touch neither the store nor the screen."""

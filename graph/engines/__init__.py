"""The engines: one file each, and each file is the only importer of its engine's package."""

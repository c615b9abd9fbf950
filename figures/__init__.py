"""Figures for print: drawn as plain data first (``sheet.py``), then written as SVG, PDF or PNG."""

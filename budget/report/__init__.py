"""Trình bày: words, numbers, tables, charts and documents. It shows what it is given, and never computes."""

"""Artifacts -> disk. The only package that writes."""

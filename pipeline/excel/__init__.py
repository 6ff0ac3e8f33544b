"""Sheets → .xlsx."""

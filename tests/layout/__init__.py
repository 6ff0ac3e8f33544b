"""Tests of the layout: rounds, the process, and, with LibreOffice, real pages."""

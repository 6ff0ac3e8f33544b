"""Finished .docx → .pdf and page facts, by LibreOffice.

copy (fields as text, marks) ──▶ office ──▶ PDF ──▶ measure (facts, faults) ──▶ pdf (labels, language)
"""

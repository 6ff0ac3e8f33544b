"""DocumentContent + template → bytes of a .docx, in the template's own styles and numbering."""

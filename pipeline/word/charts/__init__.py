"""Charts → DrawingML chart parts, each with the workbook that Word opens to edit its numbers."""

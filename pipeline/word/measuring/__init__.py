"""The widths and heights of text and tables: enough typesetting to choose column widths."""

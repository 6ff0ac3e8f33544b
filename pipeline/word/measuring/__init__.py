"""How wide and how high text and tables are: enough typesetting to choose column widths."""

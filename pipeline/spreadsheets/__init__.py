"""Tables that offices keep in Excel, read as they are seen: workbooks and CSV files."""

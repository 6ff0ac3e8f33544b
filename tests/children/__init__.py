"""The second plan, in examples/children/: levels, fields, documents and templates of an office's own."""

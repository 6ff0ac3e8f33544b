"""Text → Plan: YAML with positions, Markdown through pandoc, and the schema that both must fit."""

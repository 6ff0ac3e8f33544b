"""意見の概要と市の考え方: opinions as the office keeps them, and the city's answers, as one Word file.

opinions.csv/.xlsx ──▶ opinions ─┐
answers.yaml ────────▶ answers ──┴─▶ compared with each other and with the plan ──▶ DocumentContent ──▶ answers.docx
"""

"""Keikaku: one source becomes every document of a municipality's plan.

```
plan_source/ ──load──▶ Plan ──resolve──▶ ResolvedPlan ──editions──▶ Edition ──word──▶ .docx ──layout──▶ .pdf, page facts
   text        problems        numbers,               plan, summary,        templates/            LibreOffice
                               references             framework
```

`build.py` walks this road; `project.py` touches files, `cli.py` the terminal; everything between is a
function from a frozen value to the next.
"""

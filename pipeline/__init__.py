"""Keikaku: one source becomes every document of a municipality's plan.

`build.py` walks the road from plan_source/ to build/; docs/architecture.md has its drawing, and every module in a line.
"""

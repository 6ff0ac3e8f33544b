"""The attributes of tables and charts that count the answers of a survey."""

from __future__ import annotations

# The column with the answers: a div that has it counts them.
QUESTION = "集計"
# How the file is read.
BY, COUNTS, OPTIONS, GROUPS = "別", "人数", "選択肢", "区分"
ANSWERS, SEPARATOR, FEW = "回答", "区切り", "少数"
ATTRIBUTES = frozenset((QUESTION, BY, COUNTS, OPTIONS, GROUPS, ANSWERS, SEPARATOR, FEW))
# How a table shows it. Charts have an order as well, of which one value is meant of options.
SHOWN, STUB, ORDER = "示す", "表側", "順"
TABLE_ATTRIBUTES = ATTRIBUTES | {SHOWN, STUB, ORDER}
LARGEST_FIRST = "大きい順"
ONE, SEVERAL = "一つ", "複数"
PERSONS, SHARES = "人数", "割合"

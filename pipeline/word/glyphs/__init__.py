"""Characters that a template's font lacks, set in another one."""

"""The summary follows the body: what each of its passages stands for, and whether anybody looked since that changed."""

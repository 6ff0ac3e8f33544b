"""The HTML edition: values of its stage, held against rules; tests/browser/ opens what it makes."""

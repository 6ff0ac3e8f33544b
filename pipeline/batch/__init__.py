"""Many plans: each built by itself, wherever there is a processor for it, and one report on all."""

"""What is drawn, in HTML: charts, diagrams, the framework's sheet; text in them stays text."""

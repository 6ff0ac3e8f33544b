"""Charts in Word and in PDF."""

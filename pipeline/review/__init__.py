"""What other departments want changed: review.yaml, the one list of what came back in Word and Excel files."""

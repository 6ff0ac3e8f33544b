"""受領: Word files that other departments edited come back, and each of their edits is told with the passage that it is about."""

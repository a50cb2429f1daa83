"""What workers run. A job carries one id as a string and may be lost, doubled or late unharmed."""

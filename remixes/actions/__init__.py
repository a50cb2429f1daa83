"""What people and machines may ask for; each call is one change with its own transaction."""

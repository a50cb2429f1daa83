"""What comes in through a page is checked here first; forms know rows, never requests or queues."""

"""What `manage.py up` does: prepare the data, then keep every process of the desk running."""

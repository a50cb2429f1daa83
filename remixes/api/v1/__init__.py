"""The JSON API at /api/v1/: what the pages do, through the same forms and actions."""

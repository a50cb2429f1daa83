"""The desk's own JSON API under /api/v1/: what the pages do, for programs."""

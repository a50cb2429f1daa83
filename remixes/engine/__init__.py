"""The embedded engine: a Remix API server of its own that knows nothing of the desk."""

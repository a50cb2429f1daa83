"""The team's own Remix API at /api/public/v1/: the same wire as the service's, personal tokens,
and every call is an ordinary remix of the desk."""

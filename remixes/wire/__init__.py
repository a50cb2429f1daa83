"""The server's side of the Remix API: what every server of it reads, refuses and answers alike.

The embedded engine and the team's own API are such servers; this room knows no model and no
setting of either. What the words of the wire mean is in docs/wire.md.
"""

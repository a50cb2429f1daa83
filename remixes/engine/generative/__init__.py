"""The generative backend: music from a model's weights in a folder of this machine; optional."""

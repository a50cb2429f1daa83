"""The band: instruments recorded in a bank of one-shots, and computed ones.

Who there is, with range and character: `sampled_names.SAMPLED` and `pitched.PITCHED` for pitches,
`kit_names.HITS` and `drums.DRUMS` for everything that is hit.
"""

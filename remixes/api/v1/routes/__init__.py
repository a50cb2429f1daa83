"""The operations, a file for each noun: who may, find, ask one action, tell how it is now."""

"""Processes for rendering: the music is loaded once, every order gets a fresh copy of that state.

A worker's own process has threads and a database connection, and a fork of such a process may
hang or write where it must not. So each worker keeps a studio beside it: one process, one thread,
no Django, which forks a session for every order. A session that crashes, runs out of memory or is
killed costs its own order and nothing else.
"""

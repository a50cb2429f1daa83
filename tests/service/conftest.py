"""Fixtures of this folder."""

from tests.service.fixtures import current_service, main_service, service

__all__ = ["current_service", "main_service", "service"]

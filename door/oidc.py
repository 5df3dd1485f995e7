"""Signing in through an organisation's own provider (OpenID Connect): it says who, we say what."""

from starlette.routing import Route

ROUTES: list[Route] = []

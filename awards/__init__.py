"""Choosing honorees so that anyone can check it: tables in, choices and reasons out."""

METHOD = "2026-11-24"

"""Where, and how much: tables in, tables out."""

METHOD = "2026-11-24.3"

"""Các bước nâng cấp cơ sở dữ liệu (Alembic)."""

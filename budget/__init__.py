"""Tự chủ trường học: plans of financial autonomy for public service units, computed to the đồng."""

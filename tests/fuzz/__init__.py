"""Any bytes as any format: a long run by hand (`run.py`), a short one in the tests."""

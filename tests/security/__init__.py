"""Proofs of the threat list: rows.py says where each row is proven; the tests here prove what no other test does."""

"""`make sqlmap`: a program that looks for seams in queries, let loose on the site."""

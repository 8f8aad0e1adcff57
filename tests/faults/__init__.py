"""`make faults`: what happens when things break. Each module has its faults, which print a line of figures each."""

"""Takes one control after the other away, in a copy of the tree, and looks whether its tests notice."""

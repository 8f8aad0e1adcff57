"""What the public types. Forms clean it and store nothing; views hand the cleaned input to one action."""

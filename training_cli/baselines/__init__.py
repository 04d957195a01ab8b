"""The methods that the two papers compare to, on this project's data and measures."""

"""Files and tables as strange as they come, and what holds for every one of them."""

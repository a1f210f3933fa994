"""What every rule is made of: its declaration, and what its fixes are drafted with."""

"""What stands over the editor until it is answered."""

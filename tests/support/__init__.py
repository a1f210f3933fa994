"""What tests of several rooms share: small organisations, runs of the program, laws."""

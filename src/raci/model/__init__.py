"""What a responsibility matrix is: plain values, standard library only, no I/O and no clock."""

"""Tables that this program handed out, known by their heads and titles, and read without guessing.

Recognition takes a table for what most people mean by such a one. In our own, a blank group is
none, a title of a group may be a kind, and a row may be a duty; here nothing of that is lost.
"""

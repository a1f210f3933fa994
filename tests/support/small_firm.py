"""A small firm's file, for tests of merging and of changes outside."""

#: Two roles, three channels, a comment and a waiver.
FIRM = """\
format = 1

[organisation]
name = "Firm"

[roles.boss]
name = "Boss"

[roles.it]
name = "IT"
reports_to = "boss"

[channels.web]
name = "Website"

[channels.web.raci]
boss = "A"
it = "R"  # for now

[channels.post]
name = "Post"

[channels.shop]
name = "Shop"

[[waivers]]
rule = "it-only"
reason = "small"
"""

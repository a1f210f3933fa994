"""The formats of a report: a module each, named in ``raci.reports.registry``."""

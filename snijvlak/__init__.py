"""The front door: the command line, the web application, settings and the errors people see."""

__version__ = "0.1.0"

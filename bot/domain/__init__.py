"""Plain rules on frozen values: no I/O, no clock, nothing asynchronous."""

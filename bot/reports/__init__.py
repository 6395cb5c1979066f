"""Tables, files, pictures and pages of published figures; heavy ones in a process of their own."""

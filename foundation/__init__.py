"""What any such product needs, and no word of its subject: log, jobs, tables, charts, formats, web."""

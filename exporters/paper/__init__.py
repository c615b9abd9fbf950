"""Writers of tables and texts for a paper: Word, Excel, HTML, Markdown, CSV."""

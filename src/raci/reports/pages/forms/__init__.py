"""What a page is written as: HTML, Markdown, PDF."""

"""Documents: the text of a part as plain text, Markdown, HTML, and HTML for the editor of 公众号."""

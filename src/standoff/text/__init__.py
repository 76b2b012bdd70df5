"""The only place that knows about characters: lines, paragraphs, sentences, quotation marks."""

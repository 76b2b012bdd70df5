"""What Standoff keeps: spans, dates, reports, annotations, records. Standard library only."""

"""Maps on the pages: base, layers by URL, controls, legends, credits, panel."""

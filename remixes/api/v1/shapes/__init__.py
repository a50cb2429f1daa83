"""What this API sends and takes, a file for each noun; shapes know rows but ask no question."""

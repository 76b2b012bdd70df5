"""What is found out across reports: a function of the set of reports, never of their order."""

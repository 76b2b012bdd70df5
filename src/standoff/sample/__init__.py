"""An invented crisis to try Standoff on: sixteen files of reports and the actors they name."""

"""The app, part by part: it holds the ledger, shares it, watches it, shows it to an audience, tells what came."""

"""Where a lot and a person stand: expected hours, forecast, alerts, the pages that show them."""

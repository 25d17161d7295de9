-- What the report of the register is reckoned from, by moment. The kinds stand word for word in the statement.
CREATE INDEX events_reported ON events (hall, at)
    WHERE kind IN ('case.opened', 'case.paper_issued', 'case.decided', 'ticket.begun');

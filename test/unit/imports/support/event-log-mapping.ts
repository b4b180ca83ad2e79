/** A mapping for a log of another kind: one row an event, semicolons, decimal ids, US times, records mixed. Tests vary its text. */
export const EVENT_LOG_MAPPING = `
name: other-desk
format: { type: csv, delimiter: ';' }
source: { system: desk }
fidelity: HISTORY
record: { key: Case, contiguous: false }
zone: America/New_York
times: { When: MM/dd/yyyy hh:mm a }
occurredAt: When
ordering: [When]
carry: [Group, Ward]
actor: { kind: IT_STAFF, ref: Who }
automatic: [{ Who: [mailbot] }]
private: [{ Note: internal }]
registers:
  teams: { column: Group }
  departments: { column: Ward, kind: CLINICAL }
opening:
  fields: { kind: INCIDENT, channel: PHONE, clinicalImpact: NONE }
events:
  of: Activity
  values:
    Opened: ignore
    Acknowledged:
      command: AcknowledgeTicket
      fields: { byRef: '{Who}', human: true }
    Told:
      command: ShareTicketUpdate
      fields: { visibility: DEPARTMENT, proactive: true, human: true }
    Taken up: { state: IN_PROGRESS }
    Waiting: { state: ON_HOLD, reason: AWAITING_VENDOR }
    Solved: { state: RESOLVED }
    Done: [{ state: CLOSED }]
`;
export const EVENT_LOG = `Case;Activity;When;Who;Group;Ward;Note
1;Opened;07/04/2026 08:00 AM;Ann;Desk;Ward 3;
2;Opened;07/04/2026 08:05 AM;Ann;Desk;Ward 4;
1;Acknowledged;07/04/2026 08:01 AM;mailbot;;;
1;Acknowledged;07/04/2026 08:30 AM;Bob;;;
1;Told;07/04/2026 08:40 AM;Bob;;;internal
2;Solved;07/04/2026 09:00 AM;Cy;Network;;
1;Taken up;07/04/2026 09:10 AM;Bob;Network;;
1;Solved;07/04/2026 10:00 AM;Bob;;;
1;Danced;07/04/2026 10:01 AM;Bob;;;
2;Done;07/04/2026 11:00 AM;Cy;;;
`;

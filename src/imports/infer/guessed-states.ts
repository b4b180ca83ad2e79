/** A guess at what a state of another system is by the words that most systems use, in English and German. */
export function stateOf(text: string): string | undefined {
  if (/(re-?open|wieder)/i.test(text)) return 'IN_PROGRESS';
  if (/(cancel|withdrawn|reject|spam|duplicate|storniert|abgebrochen|abgelehnt)/i.test(text)) return 'CANCELLED';
  if (/(clos|geschlossen)/i.test(text)) return 'CLOSED';
  if (/(resolv|solv|done|complete|gelöst|behoben|erledigt)/i.test(text)) return 'RESOLVED';
  if (/(hold|wait|pend|suspend|stall|need|wart|rückfrage|rückmeldung|lieferant|hersteller|angehalten)/i.test(text))
    return 'ON_HOLD';
  if (/^(new|open|logged|created|submitted|neu|offen|erfasst|(an)?gemeldet)$/i.test(text)) return 'NEW';
  return /(active|progress|assigned|work|started|opened|escalat|bearbeitung|zugewiesen)/i.test(text) ? 'IN_PROGRESS' : undefined;
}

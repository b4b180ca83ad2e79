/** Negated words: they do not tell which state it is. */
const DENIED = /(un|not |in|nicht |niet |non )-?(re)?(solv|complet|clos|gelöst|erledigt|opgelost|résolu)/i;

/**
 * State words common in most systems, in English, German, Dutch and French, in order of precedence. Waiting for assignment or
 * triage means waiting for IT, which is not ON_HOLD.
 */
const WORDS: readonly (readonly [string, RegExp])[] = [
  ['IN_PROGRESS', /(re-?open|wieder|heropen|r[ée]-?ouv)/i],
  [
    'CANCELLED',
    /(cancel|withdrawn|reject|spam|duplicate|merged|removed|deleted|storniert|abgebrochen|abgelehnt|zusammengef|entfernt|gelöscht|geannuleerd|ingetrokken|annulé|refusé)/i,
  ],
  ['CLOSED', /(clos|geschlossen|gesloten|afgemeld|clôtur|fermé)/i],
  ['RESOLVED', /(resolv|solv|done|complete|fixed|gelöst|behoben|erledigt|gereed|opgelost|résolu|^fertig$)/i],
  ['NEW', /(await|wait|pend)\w*.?(assign|triage)/i],
  [
    'ON_HOLD',
    /(hold|wait|pend|suspend|stall|need|feedback|wart|rückfrage|rückmeldung|lieferant|hersteller|angehalten|zurückgestellt|wacht|attente)/i,
  ],
  [
    'NEW',
    /^(new|open|logged|created|submitted|registered|neu|offen|erfasst|angelegt|(an)?gemeldet|nieuw|aangemeld|nouveau|nouvelle|ouvert)$/i,
  ],
  [
    'IN_PROGRESS',
    /(active|progress|assigned|accepted|work|started|opened|escalat|bearbeitung|in arbeit|zugewiesen|behandeling|toegewezen|en cours|attribué)/i,
  ],
];

/** Guesses the ticket state behind another system's text; undefined where no word is known. */
export const stateOf = (text: string): string | undefined =>
  DENIED.test(text) ? undefined : WORDS.find(([, words]) => words.test(text))?.[0];

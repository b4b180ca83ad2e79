/** Negated words: they do not tell which state it is. */
const DENIED = /(un|not |in|nicht |niet |non )-?(re)?(solv|complet|clos|gelöst|erledigt|opgelost|résolu)/i;

/**
 * State words common in most systems, in English, German, Dutch, French, Spanish and Italian, in order of precedence. Waiting for assignment or
 * triage means waiting for IT, which is not ON_HOLD.
 */
const WORDS: readonly (readonly [string, RegExp])[] = [
  ['IN_PROGRESS', /(re-?open|wieder|heropen|r[ée]-?ouv|reab|riap)/i],
  [
    'CANCELLED',
    /(cancel|withdrawn|reject|spam|duplicate|merged|removed|deleted|storniert|abgebrochen|abgelehnt|zusammengef|entfernt|gelöscht|geannuleerd|ingetrokken|annulé|refusé|anulad|annull|rechazad)/i,
  ],
  ['CLOSED', /(clos|geschlossen|gesloten|afgemeld|clôtur|fermé|cerrad|chius|fechad)/i],
  [
    'RESOLVED',
    /(resolv|solv|done|complete|fixed|gelöst|behoben|erledigt|gereed|opgelost|résolu|resuelt|risolt|resolvid|^fertig$)/i,
  ],
  ['NEW', /(await|wait|pend)\w*.?(assign|triage)/i],
  // Waiting for IT is not waiting.
  ['IN_PROGRESS', /(await|wait|pend)\w*.?(on|for|by)?.?(us$|support|agent|technician|it$)/i],
  [
    'ON_HOLD',
    /(hold|wait|pend|suspend|stall|need|feedback|wart|rückfrage|rückmeldung|lieferant|hersteller|angehalten|zurückgestellt|wacht|attente|espera|pendiente|attesa)/i,
  ],
  [
    'NEW',
    /^(new|open|logged|created|submitted|registered|neu|offen|erfasst|angelegt|(an)?gemeldet|nieuw|aangemeld|nouveau|nouvelle|ouvert|nuevo|abierto|nuovo|aperto)$/i,
  ],
  [
    'IN_PROGRESS',
    /(active|progress|assigned|accepted|work|started|opened|escalat|bearbeitung|in arbeit|zugewiesen|behandeling|toegewezen|en cours|attribué|en curso|asignad|in corso|assegnat)/i,
  ],
];

/** Guesses the ticket state behind another system's text; undefined where no word is known. */
export const stateOf = (text: string): string | undefined =>
  DENIED.test(text) ? undefined : WORDS.find(([, words]) => words.test(text))?.[0];

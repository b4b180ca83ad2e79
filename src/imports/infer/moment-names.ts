/**
 * What a column of moments is of, by the words that systems use in its name: English, German, Dutch and French. The beginning of a ticket, its
 * solution, its end, the last change of a row, the first answer; a time by which something is due is none of these.
 */
export const OPENED =
  /(open|creat|start|report|raised|submit|occur|logged|request|received|^date$|eröffnet|erstellt|angelegt|erfass|gemeldet|anmelde|eingang|aanmeld|aangemaakt|aanmaak|ouvert|création|créé)/i;
export const RESOLVED = /(resol|solv|complet|fixed|gelöst|behoben|erledigt|gereed|opgelost|résol)/i;
export const CLOSED = /(clos|complet|ended|schlossen|schließ|schliess|abschluss|gesloten|afgemeld|clôtur|fermeture)/i;
export const CHANGED = /(updat|modif|chang|last.?(mod|action|activity)|änder|aktualisier|zuletzt|wijzig|mise à jour|mis à jour)/i;
export const ANSWERED = /(respon[ds]|first.?(reply|answer)|erste antwort|erst(antwort|reaktion)|reactie|réponse)/i;
export const DUE =
  /(due|deadline|target|sla|(fix|solve|respond|response|resolution).?by|fällig|frist|zielzeit|streef|échéance|planned|expected|promised)/i;
/** Of an event, where it is none of these. */
export const HAPPENED = /(timestamp|time$)/i;

const OTHERS = /(date|datum|_at$|zeit)/i;
const MOMENTS = [OPENED, RESOLVED, CLOSED, CHANGED, ANSWERED, DUE, HAPPENED, OTHERS];

/** Whether a column's name is one that moments have. */
export const isNamedLikeMoment = (name: string): boolean => MOMENTS.some((pattern) => pattern.test(name));

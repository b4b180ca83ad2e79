/**
 * Column names of moments by meaning, in English, German, Dutch, French, Spanish and Italian: a ticket's opening, its resolution, its closure,
 * a row's last change, the first response, and due times, which are none of the others.
 */
export const OPENED =
  /(open|creat|start|report|raised|submit|occur|logged|request|received|^date$|eröffnet|erstell|angelegt|erfass|gemeldet|anmelde|eingang|aanmeld|aangemaakt|aanmaak|ouvert|création|créé|apertura|abiert|creaci|creado|aperto)/i;
export const RESOLVED =
  /(resol|solv|complet|fixed|gelöst|behoben|erledigt|fertig|gereed|opgelost|résol|lösungs|resuelt|soluci|risol|soluz)/i;
export const CLOSED =
  /(clos|complet|ended|schlossen|schließ|schliess|abschluss|gesloten|afgemeld|clôtur|fermeture|cierre|cerrad|chius)/i;
export const CHANGED =
  /(updat|modif|chang|last.?(mod|action|activity)|änder|aktualisier|zuletzt|wijzig|mise à jour|mis à jour|actualiz|aggiorn)/i;
export const ANSWERED = /(respon[ds]|first.?(reply|answer)|erste antwort|erst(antwort|reaktion)|reactie|réponse)/i;
export const DUE =
  /(due|deadline|target|sla|(fix|solve|respond|response|resolution).?by|fällig|frist|zielzeit|streef|échéance|planned|expected|promised)/i;
/** The moment of an event, where none of the others matches. */
export const HAPPENED = /(timestamp|time$)/i;

const OTHERS = /(date|datum|_at$|zeit|fecha|data$|^data )/i;
const MOMENTS = [OPENED, RESOLVED, CLOSED, CHANGED, ANSWERED, DUE, HAPPENED, OTHERS];

/** Whether a column's name is typical of moments. */
export const isNamedLikeMoment = (name: string): boolean => MOMENTS.some((pattern) => pattern.test(name));

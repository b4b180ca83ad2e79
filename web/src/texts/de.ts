import type { Texts } from './en.js';

export const de: Texts = {
  title: 'Rapport',
  skip: 'Zum Inhalt',
  loading: 'Wird gefragt…',
  nothing: 'Nichts vorhanden.',
  failure: { away: 'Der Server antwortet nicht. Vielleicht startet er gerade neu.', again: 'Noch einmal fragen' },
  moment: { asOf: 'Stand vom', knownAt: 'Wissensstand vom', now: 'Zurück zum Jetzt' },
  nav: {
    overview: 'Überblick',
    tickets: 'Tickets',
    promises: 'Zusagen',
    audits: 'Audits',
    imports: 'Importe',
    views: 'Stand der Sichten',
  },
  overview: {
    heading: 'Wie IT und Abteilungen miteinander auskommen',
    attention: 'Was zuerst Aufmerksamkeit braucht',
    attentionWhy: 'Nach der oberen Grenze geordnet: Was sicher nicht gut ist, steht vorn.',
    matrix: 'Jedes Team mit jeder Abteilung',
    silences: 'Wer jetzt auf ein Wort wartet',
    team: 'Team',
    department: 'Abteilung',
    score: 'Wert',
    weakest: 'Am schwächsten',
  },
  score: {
    SCORED: (value, low, high) => `${value} (zwischen ${low} und ${high})`,
    INSUFFICIENT_DATA: 'nicht bekannt',
    coverage: (share) => `${share} davon gemessen`,
  },
  components: {
    RELIABILITY: 'Zusagen gehalten',
    RESPONSIVENESS: 'rechtzeitig geantwortet',
    DURABILITY: 'dauerhaft gelöst',
    TREATMENT: 'gut behandelt',
    TRANSPARENCY: 'auf dem Laufenden gehalten',
    ENGAGEMENT: 'Besuche eingehalten',
  },
  silences: { since: (moment) => `seit ${moment}`, unclaimed: 'niemand hat es' },
};

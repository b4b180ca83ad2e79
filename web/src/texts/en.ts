/** Every word of the explorer, in one place; the compiler holds the other languages to the same list. */
export const en = {
  title: 'Rapport',
  skip: 'Skip to the content',
  loading: 'Asking…',
  nothing: 'Nothing here.',
  failure: { away: 'The server does not answer. It may be restarting.', again: 'Ask again' },
  moment: { asOf: 'As of', knownAt: 'As known on', now: 'Back to now' },
  nav: {
    overview: 'Overview',
    tickets: 'Tickets',
    promises: 'Promises',
    audits: 'Audits',
    imports: 'Imports',
    views: 'State of the views',
  },
  overview: {
    heading: 'How IT and the departments get on',
    attention: 'What needs attention first',
    attentionWhy: 'In order of the upper bound: those that are surely not good come first.',
    matrix: 'Every team with every department',
    silences: 'Who waits for a word now',
    team: 'Team',
    department: 'Department',
    score: 'Score',
    weakest: 'Weakest',
  },
  score: {
    SCORED: (value: string, low: string, high: string) => `${value} (between ${low} and ${high})`,
    INSUFFICIENT_DATA: 'not known',
    coverage: (share: string) => `${share} of it measured`,
  },
  components: {
    RELIABILITY: 'promises kept',
    RESPONSIVENESS: 'answered in time',
    DURABILITY: 'solved for good',
    TREATMENT: 'treated well',
    TRANSPARENCY: 'kept informed',
    ENGAGEMENT: 'visits held',
  },
  silences: { since: (moment: string) => `since ${moment}`, unclaimed: 'nobody has it' },
};

export type Texts = typeof en;

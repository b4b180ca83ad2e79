import { bounces } from './sections/bounces.js';
import { componentSeries } from './sections/component-series.js';
import { feedbackLoop } from './sections/feedback-loop.js';
import { firstContact } from './sections/first-contact.js';
import { goalLinkage } from './sections/goal-linkage.js';
import { improvements } from './sections/improvements.js';
import { maturity } from './sections/maturity.js';
import { perceptionGap } from './sections/perception-gap.js';
import { promises } from './sections/promises.js';
import { relationships } from './sections/relationships.js';
import { silence } from './sections/silence.js';
import { surveys } from './sections/surveys.js';

/**
 * The sections of a culture audit (docs/measures.md, "The culture audit"), in reading order. Each is made by the questions that everybody can ask, of the views of
 * the pinned position: so it says nothing that these would not say, and suppresses what they suppress.
 */
export const SECTIONS = {
  relationships,
  componentSeries,
  firstContact,
  silence,
  bounces,
  promises,
  perceptionGap,
  goalLinkage,
  feedbackLoop,
  surveys,
  maturity,
  improvements,
} as const;
export type SectionName = keyof typeof SECTIONS;
/** What the sections hold. */
export type Sections = { readonly [S in SectionName]: Awaited<ReturnType<(typeof SECTIONS)[S]>> };

/** The views that the sections and the names in them are read from. One that is not told here is read all the same, but later. */
export const AUDIT_VIEWS = [
  'actions',
  'answers',
  'commitments',
  'department',
  'improvements',
  'interaction',
  'links',
  'mergers',
  'policies',
  'relationship',
  'surveys',
  'team',
  'ticket',
  'trials',
] as const;

/**
 * The arithmetic's and the layout's own version. Raise it when a section is computed or laid out otherwise: a recorded hash can then no
 * longer be met, and verification says why.
 */
export const AUDIT_VERSION = 'culture-audit@2';

import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import { defineProjection } from '../kit/projection.js';
import { contributionsOf } from './contributions.js';
import { combined, type Contributed, type DerivedDocument } from './documents.js';
import { reachOf, Settings, SETTINGS_EVENTS, type SettingsDocument, type SettingsEvent } from './settings.js';
import { concerns, evolveSource, type SourceDocument, sourceKeys, TRIAL_EVENTS, type TrialEvent, withCalls } from './sources.js';
import type { TicketFacts } from './ticket-facts.js';

export type TrialsDocument = SettingsDocument | SourceDocument | DerivedDocument;

const DERIVED: ReadonlySet<string> = new Set(['pair', 'month', 'day', 'wait', 'bounces']);
const isDerived = (key: string): boolean => DERIVED.has(key.slice(0, key.indexOf(':')));

/**
 * The trials of all measures: the only place that decides verdicts. (docs/measures.md) Events are folded into facts. Trials
 * are derived from the facts under the dated settings, and the tallies of pairs, months and days from the trials.
 */
export const trialsProjection = defineProjection<TrialsDocument, TrialEvent>({
  name: 'trials',
  version: 7,
  handles: TRIAL_EVENTS,
  keys: sourceKeys,
  evolve: (document, event, key) => evolveSource(document as SourceDocument | SettingsDocument | null, event, key),
  indexes: {
    byKind: ['kind'],
    byReach: ['reach'],
    byChangedAt: ['changedAt'],
    byDepartmentIdKind: ['departmentId', 'kind'],
    byDepartmentIdOpenUntil: ['departmentId', 'openUntil'],
    byFirstDepartmentIdOpenUntil: ['firstDepartmentId', 'openUntil'],
    byCorrectedAgain: ['correctedAgain'],
    byTeamIdKind: ['teamId', 'kind'],
    byWaitsUntil: ['waitsUntil'],
    byKindMonth: ['kind', 'month'],
    byDepartmentIdKindMonth: ['departmentId', 'kind', 'month'],
  },
  cascade: {
    levelOf: (key) => (isDerived(key) ? 2 : key.startsWith('ticket:') ? 1 : 0),
    contributions: (document, settings) => contributionsOf(document as SourceDocument | SettingsDocument, settings as Settings),
    combine: (document, key, removed, added, position) =>
      key.startsWith('ticket:')
        ? withCalls(document as TicketFacts | null, key, removed as readonly Contributed[], added as readonly Contributed[])
        : combined(
            document as DerivedDocument | null,
            key,
            removed as readonly Contributed[],
            added as readonly Contributed[],
            position,
          ),
    changedField: 'changedAt',
    settings: {
      types: SETTINGS_EVENTS,
      where: { kind: 'SETTINGS' },
      at: (documents, position) => new Settings(documents as Iterable<SettingsDocument>, position),
      reachOf: (event) => reachOf(event as RecordedEvent<SettingsEvent>),
      reachField: 'reach',
      concerns: (event, document) => concerns(event as RecordedEvent<SettingsEvent>, document as SourceDocument),
    },
  },
});

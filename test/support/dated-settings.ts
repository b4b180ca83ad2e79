import { fold } from '../../projections/kit/fold.js';
import { trialsProjection } from '../../projections/trials/projection.js';
import { Settings, type SettingsDocument } from '../../projections/trials/settings.js';
import { SettingsAdopted } from '../../src/domain/governance/events.js';
import { givenEvents, eventIn, type GivenEvent } from '../unit/projections/given-events.js';

const documentsOf = (facts: readonly GivenEvent[]) => [...fold(trialsProjection, givenEvents(...facts))];

/** The settings that events adopt. */
export const settingsOf = (...facts: readonly GivenEvent[]): Settings =>
  new Settings(documentsOf(facts).map(([, document]) => document as SettingsDocument));

/** The organisation adopts these settings, and the usual ones for the rest. */
export const adopted = (value: Partial<Parameters<typeof SettingsAdopted>[0]> & { readonly effectiveAt: string }): GivenEvent =>
  eventIn(
    'governance-org',
    value.effectiveAt,
    SettingsAdopted({
      organizationId: 'org',
      zone: 'UTC',
      graceDays: 7,
      claimWithinHours: 24,
      smallestGroup: 5,
      ...value,
    }),
  );

/** The organisation adopts a smallest group from a moment on: nothing that fewer people say is shown. */
export const smallestGroup = (size: number, effectiveAt: string): GivenEvent => adopted({ smallestGroup: size, effectiveAt });

/** The documents of the view `trials` that contain the settings. */
export const settingsDocuments = (...facts: readonly GivenEvent[]): Readonly<Record<string, object>> =>
  Object.fromEntries(documentsOf(facts));

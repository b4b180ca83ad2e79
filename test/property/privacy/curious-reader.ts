import { PROJECTIONS } from '../../../projections/index.js';
import { fold } from '../../../projections/kit/fold.js';
import type { Projection } from '../../../projections/kit/projection.js';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import { toCloudEvent } from '../../../src/feed/cloud-event.js';
import { toEvent } from '../../../src/graphql/event/event.types.js';
import { DatedSettings } from '../../../src/queries/dated-settings.js';
import { IdentityRegister } from '../../../src/queries/identity/identity-register.js';
import { AskPeerBand } from '../../../src/queries/peers/ask-peer-band.js';
import { ListSurveys } from '../../../src/queries/surveys.js';
import type { ViewReader } from '../../../src/queries/view-reader.js';
import { MemoryViews } from '../../support/memory-views.js';
import { DEPARTMENTS } from './small-hospital.js';
import { dayAt } from './telling.js';
import { NO_MERGERS } from '../../../src/queries/identity/identities.js';

/** Nobody adopted any: five people are the smallest group. */
const SETTINGS = new DatedSettings();
const READ = new Set(['answers', 'department', 'mergers', 'surveys']);
const READ_PROJECTIONS: readonly Projection[] = PROJECTIONS.filter(({ name }) => READ.has(name));
/** Whether the moment has come is for the answer to say, not for the reader. */
const MOMENTS = [dayAt(89), dayAt(90, 1), dayAt(120), dayAt(200)];

/** All that peer bands, surveys and the feed tell somebody who asks after every single event: about every moment, kind, department. */
export async function everythingTold(events: readonly RecordedEvent[]): Promise<string> {
  const documents = new Map(READ_PROJECTIONS.map((projection) => [projection.name, new Map<string, object>()]));
  const register = new IdentityRegister();
  const all: unknown[] = [];
  for (const [place, event] of events.entries()) {
    const changed = READ_PROJECTIONS.filter(({ handles }) => handles.includes(event.type));
    if (changed.length === 0) continue;
    for (const projection of changed) fold(projection, [event], documents.get(projection.name));
    const views = new MemoryViews(Object.fromEntries([...documents].map(([name, view]) => [name, Object.fromEntries(view)])));
    const reader: ViewReader = { ...views.reader(), mark: async (view) => `${view} ${place}` };
    // What the one kind of event leaves as it was need not be asked for again.
    if (event.stream.startsWith('survey-')) all.push(...(await surveys(reader)), toCloudEvent(event), toEvent(event));
    else all.push(...(await peerBands(reader, register)));
  }
  return JSON.stringify(all);
}

function peerBands(reader: ViewReader, register: IdentityRegister): Promise<readonly object[]> {
  const identitiesAt = {
    at: (moment: string) => register.at(reader, moment),
    knownAt: (moment: string) => register.knownAt(reader, moment),
  };
  const answers = new AskPeerBand(SETTINGS);
  const asked = MOMENTS.flatMap((moment) =>
    ['CLINICAL', 'NON_CLINICAL'].map((kind) => answers.execute(reader, kind, 'treatment', moment, undefined, identitiesAt)),
  );
  return Promise.all(asked);
}

function surveys(reader: ViewReader): Promise<readonly object[]> {
  const filters = [{}, ...DEPARTMENTS.map((departmentId) => ({ departmentId }))];
  return Promise.all(filters.map((filter) => new ListSurveys(SETTINGS).execute(reader, filter, { first: 9 }, NO_MERGERS)));
}

import { command, type Command } from './kernel/command.js';
import { decideBy, type Decider, evolveBy, when } from './kernel/decider.js';
import { alreadyExists, type Fault, invalidInput } from './kernel/errors.js';
import { event, type EventOf } from './kernel/event.js';
import { flag, group, id, integer, label, list, optional, ref } from './kernel/fields.js';
import { sameData } from './kernel/same-data.js';

/** Fields that instrument commands and events share, declared once with their meaning. */
export const instrumentId = id('The questionnaire');
const name = label('Its name, including the version');
const licence = label('The terms of use: the name of a licence, or with whom it was agreed');
export const itemId = id('The question');
export const items = list(
  group(
    'SurveyItem',
    {
      itemId,
      wording: optional(label('The question; absent if its owner does not permit copying it')),
      wordingRef: optional(ref('Where its owner publishes it')),
      points: integer(2, 11, 'Highest answer; answers range from 1 to it'),
      reversed: flag('Whether a high answer is negative'),
      positiveFrom: integer(1, 11, 'Lowest answer that counts as positive, after a reversed question is inverted'),
    },
    'A question',
  ),
  100,
  'The questions',
);
export const composites = list(
  group(
    'SurveyComposite',
    { compositeId: id('The composite'), name: label('Its name'), itemIds: list(itemId, 100, 'Its questions') },
    'Questions that are evaluated together',
  ),
  30,
  'Composites',
);

export const InstrumentRegistered = event(
  'InstrumentRegistered',
  { instrumentId, name, licence, items, composites },
  'A questionnaire is available. It never changes: a new version is a new instrument.',
);

export const INSTRUMENT_EVENTS = [InstrumentRegistered] as const;
export type InstrumentEvent = EventOf<(typeof INSTRUMENT_EVENTS)[number]>;

export class RegisterInstrument extends command({
  aggregate: 'instrument',
  key: ['instrumentId'],
  description: 'Registers a questionnaire with its terms of use. A new version is a new instrument.',
  fields: {
    instrumentId,
    name,
    licence,
    items,
    composites: optional(composites),
  },
}) {}

export const INSTRUMENT_COMMANDS = [RegisterInstrument] as const;

export type Instrument = EventOf<typeof InstrumentRegistered>['data'];
/** Null: never registered. */
export type InstrumentState = Instrument | null;

/** A questionnaire, ours or a third party's. It never changes: otherwise the answers of two years could not be compared. */
export const instrumentDecider: Decider<Command, InstrumentEvent, InstrumentState> = {
  initial: () => null,
  evolve: evolveBy<InstrumentEvent, InstrumentState>({ InstrumentRegistered: (_, registered) => registered }),
  isReferable: (state) => state !== null,
  decide: decideBy<InstrumentEvent, InstrumentState>([
    when(RegisterInstrument, ({ instrumentId, name, licence, items, composites = [] }, state) => {
      const registered = InstrumentRegistered({ instrumentId, name, licence, items, composites });
      if (state && sameData(state, registered.data)) return [];
      if (state) throw alreadyExists('instrumentId', 'instrument', instrumentId);
      const fault = instrumentFault(registered.data);
      if (fault) throw invalidInput(fault.field, fault.message, 'Correct the instrument and send it in full.', fault.reason);
      return [registered];
    }),
  ]),
};

/** What is wrong with a questionnaire, and in which field; undefined when it is valid. */
function instrumentFault({ items, composites }: Instrument): Fault | undefined {
  const ids = items.map(({ itemId }) => itemId);
  if (ids.length === 0)
    return {
      field: 'items',
      message: 'a questionnaire needs at least one question',
      reason: { code: 'TOO_FEW', parameters: { least: 1 } },
    };
  for (const [place, { itemId, points, positiveFrom }] of items.entries()) {
    if (ids.indexOf(itemId) !== place) {
      const reason = { code: 'TWICE', parameters: { value: itemId } } as const;
      return { field: `items.${place}.itemId`, message: `the question "${itemId}" occurs twice`, reason };
    }
    if (positiveFrom > points) {
      const reason = { code: 'OUT_OF_RANGE', parameters: { least: 1, most: points } } as const;
      return { field: `items.${place}.positiveFrom`, message: `no answer to "${itemId}" could be positive`, reason };
    }
  }
  for (const [composite, { itemIds }] of composites.entries()) {
    const stranger = itemIds.findIndex((id) => !ids.includes(id));
    if (stranger === -1) continue;
    const message = `"${itemIds[stranger]}" is not a question of this instrument`;
    const reason = { code: 'NOT_ONE_OF', parameters: { values: ids } } as const;
    return { field: `composites.${composite}.itemIds.${stranger}`, message, reason };
  }
  return undefined;
}

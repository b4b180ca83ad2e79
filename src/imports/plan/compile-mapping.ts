import type { Mapping, ZonePart } from '../mapping/mapping.js';
import { Columns } from '../values/columns.js';
import { FieldReaders } from '../values/field-reader.js';
import { cellsOf, type Cells } from '../values/cells.js';
import { Times } from '../values/times.js';
import { actorReader, type ActorReader } from '../values/actor-reader.js';
import { assignmentStep } from './assignment.js';
import { changeSteps } from './changes.js';
import { departmentStep } from './department.js';
import { eventStep } from './events.js';
import { firstTime } from './first-time.js';
import { contactStep, interactionStep } from './interaction.js';
import { milestoneStep } from './milestones.js';
import { openingStep } from './opening.js';
import { registerReader } from './register-reader.js';
import { relationshipStep } from './relationship.js';
import { reportedStep } from './reported.js';
import { stateStep } from './states.js';
import type { CompileContext, Step } from './step.js';

/** A mapping bound to one file's columns: everything that remains to be done for a row. */
export interface CompiledMapping {
  readonly mapping: Mapping;
  /** The moment of the import, UTC: nothing that it tells of happened later. */
  readonly now: string;
  /** Throws RowRejection. */
  readonly cellsOf: (texts: readonly string[]) => Cells;
  readonly keyOf: (cells: Cells) => string | undefined;
  readonly idOf: (cells: Cells) => string | undefined;
  /** What tells a record's rows apart in the source; undefined where the mapping declares nothing. */
  readonly historyOf: ((cells: Cells) => string) | undefined;
  /** What rows have in common that tell one thing together; undefined where each row tells its own. */
  readonly partOf: ((cells: Cells) => string) | undefined;
  readonly occurredAtOf: (cells: Cells) => string | undefined;
  readonly actorOf: ActorReader;
  readonly isExcluded: (cells: Cells) => boolean;
  readonly isAutomatic: (cells: Cells) => boolean;
  readonly isPrivate: (cells: Cells) => boolean;
  readonly carried: readonly number[];
  readonly orderedBy: readonly ((cells: Cells) => string | undefined)[];
  readonly steps: readonly Step[];
}

/** Throws RapportError INVALID_MAPPING, naming the place and the nearest column, when the mapping names columns that the file has not. */
export function compileMapping(
  mapping: Mapping,
  names: readonly string[],
  zone: ZonePart | undefined,
  now: string,
): CompiledMapping {
  // First, so that a derived column's fault is told as its own and not as that of whoever reads it.
  const toCells = cellsOf(mapping, names);
  const columns = new Columns([...names, ...Object.keys(mapping.derive ?? {})], mapping);
  mapping.pseudonyms?.forEach((column, i) => columns.index(column, `pseudonyms[${i}]`));
  for (const column of Object.keys(mapping.lookAhead ?? {})) columns.index(column, `lookAhead.${column}`);
  const times = new Times(mapping, zone, columns);
  const { teams, departments } = mapping.registers;
  const context: CompileContext = {
    mapping,
    columns,
    times,
    fields: new FieldReaders(columns, times),
    teamOf: teams === undefined ? () => undefined : registerReader(teams, 'registers.teams', columns),
    departmentOf: registerReader(departments, 'registers.departments', columns),
  };
  const { key, id, history, parts } = mapping.record;
  const keyOf = columns.reader(key, 'record.key');
  const joined = (part: string, listed: readonly string[] | undefined) => {
    const readers = listed?.map((column, i) => columns.reader(column, `record.${part}[${i}]`));
    return readers && ((cells: Cells) => readers.map((read) => read(cells) ?? '').join('/'));
  };
  const ordering = mapping.ordering === undefined || mapping.ordering === 'file' ? [] : mapping.ordering;
  return {
    mapping,
    now,
    cellsOf: toCells,
    keyOf,
    idOf: columns.template(id ?? `${mapping.source.system}-{${key}}`, 'record.id'),
    historyOf: joined('history', history),
    partOf: joined('parts', parts),
    occurredAtOf: firstTime(mapping.occurredAt, 'occurredAt', times),
    actorOf: actorReader(mapping.actor, 'actor', columns),
    isExcluded: columns.anyOf(mapping.exclude, 'exclude'),
    isAutomatic: columns.anyOf(mapping.automatic, 'automatic'),
    isPrivate: columns.anyOf(mapping.private, 'private'),
    carried: (mapping.carry ?? []).map((column, i) => columns.index(column, `carry[${i}]`)),
    orderedBy: ordering.map((column, i) => {
      const field = `ordering[${i}]`;
      return times.has(column) ? times.reader(column, field) : columns.reader(column, field);
    }),
    steps: stepsOf(context),
  };
}

/** The parts of a mapping in the order in which they work on a row. */
function stepsOf(context: CompileContext): Step[] {
  const { opening, interaction } = context.mapping;
  if (opening !== undefined) {
    return [
      departmentStep(context),
      openingStep(opening, context),
      assignmentStep(context),
      // Before whatever else may be said of the contact.
      interactionStep(context),
      ...changeSteps(context),
      milestoneStep(context),
      stateStep(context),
      eventStep(context),
      relationshipStep(context),
      reportedStep(context),
    ];
  }
  const contact = interaction === undefined ? [] : [contactStep(interaction, context)];
  return [departmentStep(context), ...contact, ...changeSteps(context), milestoneStep(context), eventStep(context)];
}

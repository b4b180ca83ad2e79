import type { Mapping, ZonePart } from '../mapping/mapping.js';
import { Pseudonyms } from '../../privacy/pseudonyms.js';
import { Columns, type CellReader } from '../values/columns.js';
import { FieldReaders, actorReader, type ActorReader } from '../values/field-reader.js';
import { cellsOf, type Cells } from '../values/cells.js';
import { Times } from '../values/time-reader.js';
import { contactStep, interactionStep, benchmarkStep, responseStep } from './contact-steps.js';
import { registerReader, firstTime, type CompileContext, type Step } from './step.js';
import { type Occasion, RowCommands } from './row-commands.js';
import { presentAspects, presentColumns } from './present-columns.js';
import type { Aspect } from './silent-rows.js';
import { eventStep, stateStep } from './state-steps.js';
import {
  assignmentStep,
  changeSteps,
  departmentStep,
  milestoneStep,
  openingStep,
  promiseStep,
  relationshipStep,
  reportedStep,
} from './ticket-steps.js';

/** A mapping bound to one file's columns: everything that remains to be done for a row. */
export interface CompiledMapping {
  readonly mapping: Mapping;
  /** Makes this import's commands. */
  readonly commands: RowCommands;
  /** Throws RowRejection. */
  readonly cellsOf: (texts: readonly string[]) => Cells;
  readonly keyOf: (cells: Cells) => string | undefined;
  readonly idOf: (cells: Cells) => string | undefined;
  /** What tells a record's rows apart in the source; undefined where the mapping declares nothing. */
  readonly historyOf: ((cells: Cells) => string) | undefined;
  /** What a row says for itself: not what every row of its record repeats, nor what is filled in later. */
  readonly contentOf: (cells: Cells) => readonly (string | undefined)[];
  /** What it says beside that of milestones and promises, which rows may repeat. */
  readonly milestonesOf: (cells: Cells) => readonly (string | undefined)[];
  /** What rows have in common that tell one thing together; undefined where each row tells its own. */
  readonly partOf: ((cells: Cells) => string) | undefined;
  readonly occurredAtOf: (cells: Cells) => string | undefined;
  /** Whether one of a row's times was chosen by rule: its zone's clocks show it twice or never. */
  readonly isTimeGuessed: (cells: Cells) => boolean;
  /** The latest moment that a row's milestones name; the empty text where they name none. */
  readonly latestOf: (cells: Cells) => string;
  /** Of what a row says something when it is told first, and nothing when it comes again. */
  readonly present: ReadonlySet<Aspect>;
  readonly actorOf: ActorReader;
  readonly isExcluded: (cells: Cells) => boolean;
  readonly isAutomatic: (cells: Cells) => boolean;
  readonly isPrivate: (cells: Cells) => boolean;
  /** Whether a record that ends with such a row is over. */
  readonly isEnd: (cells: Cells) => boolean;
  readonly carried: readonly number[];
  /** What a record's first row may be told by a later one. */
  readonly openedLater: readonly number[];
  readonly orderedBy: readonly ((cells: Cells) => string | undefined)[];
  readonly steps: readonly Step[];
}

/** Throws RapportError INVALID_MAPPING, naming the place and the nearest column, when the mapping names columns that the file has not. */
export function compileMapping(
  mapping: Mapping,
  names: readonly string[],
  zone: ZonePart | undefined,
  occasion: Occasion,
  pseudonyms: Pseudonyms = new Pseudonyms(),
): CompiledMapping {
  // First, so that a derived column's fault is told as its own and not as that of whoever reads it.
  const toCells = cellsOf(mapping, names, pseudonyms);
  const columns = new Columns([...names, ...Object.keys(mapping.derive ?? {})], mapping, pseudonyms);
  mapping.pseudonyms?.forEach((column, i) => columns.index(column, `pseudonyms[${i}]`));
  for (const column of Object.keys(mapping.lookAhead ?? {})) columns.index(column, `lookAhead.${column}`);
  const times = new Times(mapping, zone, columns);
  const { teams, departments } = mapping.registers;
  const departmentColumns = columns.tracked(() => registerReader(departments, 'registers.departments', columns));
  const context = columns.tracked((): CompileContext => ({
    mapping,
    columns,
    times,
    fields: new FieldReaders(columns, times),
    teamOf: teams === undefined ? () => undefined : registerReader(teams, 'registers.teams', columns),
    departmentOf: departmentColumns.result,
  }));
  const rowwise = columns.tracked(() => ({
    actorOf: actorReader(mapping.actor, 'actor', columns),
    isAutomatic: columns.anyOf(mapping.automatic, 'automatic'),
    isPrivate: columns.anyOf(mapping.private, 'private'),
  }));
  const steps = stepsOf(context.result);
  const telling = [context, steps, rowwise, ...(departments.whenChanged === 'correct' ? [departmentColumns] : [])];
  const { key, id, history, parts, ended } = mapping.record;
  const keyOf = columns.reader(key, 'record.key');
  const milestones = (mapping.milestones ?? []).map(({ at }, i) => firstTime(at, `milestones[${i}].at`, times));
  const joined = (part: string, listed: readonly string[] | undefined) => {
    const readers = listed?.map((column, i) => columns.identifying(column, `record.${part}[${i}]`));
    return readers && ((cells: Cells) => readers.map((read) => read(cells) ?? '').join('/'));
  };
  const present = presentColumns(mapping, columns);
  const ordering = mapping.ordering === undefined || mapping.ordering === 'file' ? [] : mapping.ordering;
  return {
    mapping,
    commands: new RowCommands(mapping, occasion),
    cellsOf: toCells,
    keyOf,
    idOf: columns.template(id ?? `${mapping.source.system}-{${key}}`, 'record.id'),
    historyOf: joined('history', history),
    contentOf: contentReader(
      new Set(telling.flatMap(({ read }) => [...read]).filter((column) => !present.has(column))),
      columns,
      mapping,
    ),
    present: presentAspects(mapping, present),
    milestonesOf: contentReader(steps.besides, columns, mapping),
    partOf: joined('parts', parts),
    occurredAtOf: firstTime(mapping.occurredAt, 'occurredAt', times),
    isTimeGuessed: (cells) => times.isGuess(cells),
    latestOf: (cells) => milestones.map((momentOf) => momentOf(cells) ?? '').reduce((late, at) => (at > late ? at : late), ''),
    ...rowwise.result,
    isEnd: ended === undefined ? () => false : columns.test(ended, 'record.ended'),
    isExcluded: columns.anyOf(mapping.exclude, 'exclude'),
    carried: (mapping.carry ?? []).map((column, i) => columns.index(column, `carry[${i}]`)),
    openedLater: (mapping.opening?.later ?? []).map((column, i) => columns.index(column, `opening.later[${i}]`)),
    orderedBy: ordering.map((column, i) => {
      const field = `ordering[${i}]`;
      return times.has(column) ? times.reader(column, field) : columns.reader(column, field);
    }),
    steps: steps.result,
  };
}

/** Columns that are filled in later say nothing of their row. */
function contentReader(read: ReadonlySet<string>, columns: Columns, { lookAhead = {} }: Mapping): CompiledMapping['contentOf'] {
  const names = [...read].filter((name) => lookAhead[name] === undefined).sort();
  const readers = names.map((name): CellReader => columns.identifying(name, 'record'));
  return (cells) => readers.map((reader) => reader(cells));
}

interface Steps {
  readonly result: readonly Step[];
  /** The columns of those that tell of the row alone. */
  readonly read: ReadonlySet<string>;
  /** Those of milestones and promises. */
  readonly besides: ReadonlySet<string>;
}

/** The parts of a mapping in the order in which they work on a row. */
function stepsOf(context: CompileContext): Steps {
  const { mapping, columns } = context;
  const { opening, interaction, benchmarks, response } = mapping;
  const ofRow = new Set<string>();
  const tracked = <T>(compile: () => T): T => {
    const { result, read } = columns.tracked(compile);
    for (const column of read) ofRow.add(column);
    return result;
  };
  const alone = (compile: () => Step): Steps => ({ result: [tracked(compile)], read: ofRow, besides: new Set() });
  if (benchmarks !== undefined) return alone(() => benchmarkStep(benchmarks, context));
  if (response !== undefined) return alone(() => responseStep(response, context));
  const department = departmentStep(context);
  const changes = tracked(() => changeSteps(context));
  const events = tracked(() => eventStep(context));
  const { result: milestones, read: ofMilestones } = columns.tracked(() => milestoneStep(context));
  const { result: promise, read: ofPromise } = columns.tracked(() => promiseStep(context));
  const besides = new Set([...ofMilestones, ...ofPromise]);
  if (opening === undefined) {
    const contact = interaction === undefined ? [] : [contactStep(interaction, context)];
    return { result: [department, ...contact, ...changes, milestones, events], read: ofRow, besides };
  }
  const result = [
    department,
    openingStep(opening, context),
    tracked(() => assignmentStep(context)),
    // Before whatever else may be said of the contact.
    interactionStep(context),
    ...changes,
    milestones,
    tracked(() => stateStep(context)),
    events,
    promise,
    relationshipStep(context),
    reportedStep(context),
  ];
  return { result, read: ofRow, besides };
}

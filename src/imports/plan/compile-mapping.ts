import type { Mapping, ZonePart } from '../mapping/mapping.js';
import { Pseudonyms } from '../../privacy/pseudonyms.js';
import { Columns, type CellReader } from '../values/columns.js';
import { FieldReaders, actorReader, type ActorReader } from '../values/field-reader.js';
import { cellsOf, derivedReaders, type Cells } from '../values/cells.js';
import { Times } from '../values/time-reader.js';
import { contactStep, interactionStep, benchmarkStep, responseStep } from './contact-steps.js';
import { registerReader, firstTime, type CompileContext, type Step } from './step.js';
import { type Occasion, RowCommands } from './row-commands.js';
import { presentAspects, presentColumns, withoutElement } from './present-columns.js';
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

/** A mapping bound to one file's columns, with everything needed to plan a row. */
export interface CompiledMapping {
  readonly mapping: Mapping;
  /** Builds this import's commands. */
  readonly commands: RowCommands;
  /** Throws RowRejection. */
  readonly cellsOf: (texts: readonly string[]) => Cells;
  readonly keyOf: (cells: Cells) => string | undefined;
  readonly idOf: (cells: Cells) => string | undefined;
  /** The source's own id of a row within its record; undefined where the mapping declares none. */
  readonly historyOf: ((cells: Cells) => string) | undefined;
  /** The row's own content: without columns that every row of the record repeats, and without those filled in later. */
  readonly contentOf: (cells: Cells) => readonly (string | undefined)[];
  /** The cells of milestones and promises, which several rows may repeat. */
  readonly milestonesOf: (cells: Cells) => readonly (string | undefined)[];
  /** Identifies the rows that together describe one fact; undefined where each row describes its own. */
  readonly partOf: ((cells: Cells) => string) | undefined;
  readonly occurredAtOf: (cells: Cells) => string | undefined;
  /** Whether one of a row's times is ambiguous or nonexistent in its zone, so that a rule chose the instant. */
  readonly isTimeGuessed: (cells: Cells) => boolean;
  /** The latest moment of a row's milestones; empty where it has none. */
  readonly latestOf: (cells: Cells) => string;
  /** Aspects that a row states only when it is first imported, and not when it is imported again. */
  readonly present: ReadonlySet<Aspect>;
  readonly actorOf: ActorReader;
  readonly isExcluded: (cells: Cells) => boolean;
  readonly isAutomatic: (cells: Cells) => boolean;
  readonly isPrivate: (cells: Cells) => boolean;
  /** Whether such a last row ends its record. */
  readonly isEnd: (cells: Cells) => boolean;
  readonly carried: readonly number[];
  /** Columns of a record's first row that later rows may fill in. */
  readonly openedLater: readonly number[];
  readonly orderedBy: readonly ((cells: Cells) => string | undefined)[];
  readonly steps: readonly Step[];
}

/**
 * Throws RapportError INVALID_MAPPING, naming the place and the nearest column, when the mapping names columns that the file
 * does not have.
 */
export function compileMapping(
  mapping: Mapping,
  names: readonly string[],
  zone: ZonePart | undefined,
  occasion: Occasion,
  pseudonyms: Pseudonyms = new Pseudonyms(),
): CompiledMapping {
  // Compiled first, so that an error in a derived column is reported there and not at the part that reads it.
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
    withoutElement: withoutElement(mapping, names, derivedReaders(mapping, names, pseudonyms)),
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

/** Excludes columns that are filled in later: they are not part of the row's own content. */
function contentReader(read: ReadonlySet<string>, columns: Columns, { lookAhead = {} }: Mapping): CompiledMapping['contentOf'] {
  const names = [...read].filter((name) => lookAhead[name] === undefined).sort();
  const readers = names.map((name): CellReader => columns.identifying(name, 'record'));
  return (cells) => readers.map((reader) => reader(cells));
}

interface Steps {
  readonly result: readonly Step[];
  /** Columns of the steps that describe the row alone. */
  readonly read: ReadonlySet<string>;
  /** Columns of milestones and promises. */
  readonly besides: ReadonlySet<string>;
}

/** The steps of a mapping, in the order in which they work on a row. */
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
    // Before the other steps that may refer to the contact.
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

import { type DepartmentDocument, NO_TICKETS } from '../../../projections/department/document.js';
import type { Concerned } from '../../domain/kernel/decider.js';
import type { ViewReader } from '../../queries/view-reader.js';
import type { Sides } from '../scope.js';

export interface Row {
  readonly key: string;
  readonly document: object;
}

/**
 * How a view is narrowed to departments and teams: the one place that says so. A view that is not named here shows a narrowed scope nothing.
 * - EVERYBODY: what the organisation knows of itself (registers, policies), or what is added up of all and shown of nobody alone.
 * - BY_FIELD: documents name their department and team, so the store is asked for these alone.
 * - BY_LOOK: whom a document concerns follows from it, or from another view.
 */
export type RowRule =
  | { readonly is: 'EVERYBODY'; readonly shown?: (document: object, scope: Sides) => object }
  | { readonly is: 'BY_FIELD'; readonly department: true; readonly team: boolean }
  | {
      readonly is: 'BY_LOOK';
      /** For each row whom it concerns; 'EVERYBODY' where that is no question. */
      readonly concerned: (reader: ViewReader, rows: readonly Row[]) => Promise<readonly (Concerned | 'EVERYBODY')[]>;
    };

const EVERYBODY: RowRule = { is: 'EVERYBODY' };
const OF_BOTH: RowRule = { is: 'BY_FIELD', department: true, team: true };
const OF_DEPARTMENT: RowRule = { is: 'BY_FIELD', department: true, team: false };

const NOBODY: Concerned = {};

/** What is added up of everybody's trials, and the settings that they are judged under: a score rests on them, whoever asks for it. */
const ADDED_UP: ReadonlySet<unknown> = new Set(['MONTH', 'DAY', 'WAIT', 'SETTINGS']);

/** The fields of a department that only those are to see whose it is. */
const OTHERS = { tickets: NO_TICKETS };
const registers = new WeakMap<object, object>();

/** What the register says of a department that is somebody else's: names, tree, mergers; nothing of what happens there. */
function registerOf(document: DepartmentDocument): object {
  let register = registers.get(document);
  if (!register)
    registers.set(document, (register = { ...document, ...OTHERS, relationships: [], liaisons: [], touchpoints: [] }));
  return register;
}

export const ROW_RULES: Readonly<Record<string, RowRule>> = {
  department: {
    is: 'EVERYBODY',
    shown: (document, { departments }) => {
      const department = document as DepartmentDocument;
      return departments.includes(department.departmentId) ? document : registerOf(department);
    },
  },
  team: EVERYBODY,
  mergers: EVERYBODY,
  policies: EVERYBODY,
  instruments: EVERYBODY,
  benchmarks: EVERYBODY,
  recorded: EVERYBODY,
  // Places in the log; who may read an event there is asked by its stream.
  events: EVERYBODY,
  ticket: OF_BOTH,
  interaction: OF_BOTH,
  commitments: OF_BOTH,
  improvements: OF_BOTH,
  relationship: OF_BOTH,
  surveys: OF_BOTH,
  actions: OF_DEPARTMENT,
  answers: OF_DEPARTMENT,
  links: {
    is: 'BY_LOOK',
    concerned: (reader, rows) =>
      byOther(
        reader,
        'interaction',
        rows.map(({ document }) => (document as { interactionId: string }).interactionId),
      ),
  },
  timeline: {
    is: 'BY_LOOK',
    concerned: async (_, rows) => rows.map(({ document }) => pairOf(document as { relationshipId: string })),
  },
  trials: {
    is: 'BY_LOOK',
    concerned: async (reader, rows) => {
      const tickets = rows.flatMap(({ document }) => ticketIn(document) ?? []);
      const places = new Map(tickets.map((id, place) => [id, place]));
      const concerned = await byOther(reader, 'ticket', tickets);
      return rows.map(({ document }) => {
        if (ADDED_UP.has((document as { kind: unknown }).kind)) return 'EVERYBODY';
        const ticketId = ticketIn(document);
        return ticketId === undefined ? document : concerned[places.get(ticketId)!]!;
      });
    },
  },
};

/** Facts of a ticket do not say which team has it: the ticket does. */
function ticketIn(document: object): string | undefined {
  const { kind, ticketId } = document as { readonly kind: string; readonly ticketId?: string };
  return kind === 'TICKET' ? ticketId : undefined;
}

async function byOther(reader: ViewReader, view: string, keys: readonly string[]): Promise<readonly Concerned[]> {
  if (keys.length === 0) return [];
  const documents = await reader.get<Concerned>(view, keys);
  return keys.map((key) => documents.get(key) ?? NOBODY);
}

/** Ids hold no dot. */
function pairOf({ relationshipId }: { readonly relationshipId: string }): Concerned {
  const [teamId, departmentId] = relationshipId.split('.');
  return { teamId, departmentId };
}

/** The view that says whom a stream concerns, by its category; of the others everybody is told, or nobody. */
export const STREAM_VIEWS: Readonly<Record<string, string>> = {
  ticket: 'ticket',
  interaction: 'interaction',
  commitment: 'commitments',
  improvement: 'improvements',
  survey: 'surveys',
  relationship: 'relationship',
  department: 'EVERYBODY',
  team: 'EVERYBODY',
  instrument: 'EVERYBODY',
};

import { type DepartmentDocument, NO_TICKETS } from '../../../projections/department/document.js';
import type { Concerned } from '../../domain/kernel/decider.js';
import type { ViewReader } from '../../queries/view-reader.js';
import type { Sides } from '../scope.js';

export interface Row {
  readonly key: string;
  readonly document: object;
}

/**
 * How each view is narrowed to departments and teams, defined here alone. A view that is missing here shows a narrowed scope
 * nothing.
 * - EVERYBODY: data of the organisation itself (registers, policies), or totals that reveal no individual.
 * - BY_FIELD: documents hold their department and team, so the store filters by these fields.
 * - BY_LOOK: the sides of a document are derived from it, or looked up in another view.
 */
export type RowRule =
  | { readonly is: 'EVERYBODY'; readonly shown?: (document: object, scope: Sides) => object }
  | { readonly is: 'BY_FIELD'; readonly department: true; readonly team: boolean }
  | {
      readonly is: 'BY_LOOK';
      /** The sides of each row; 'EVERYBODY' where the row is not restricted. */
      readonly concerned: (reader: ViewReader, rows: readonly Row[]) => Promise<readonly (Concerned | 'EVERYBODY')[]>;
    };

const EVERYBODY: RowRule = { is: 'EVERYBODY' };
const OF_BOTH: RowRule = { is: 'BY_FIELD', department: true, team: true };
const OF_DEPARTMENT: RowRule = { is: 'BY_FIELD', department: true, team: false };

const NOBODY: Concerned = {};

/** Totals over everybody's trials, and the settings under which they are judged: every score depends on them, whoever asks. */
const ADDED_UP: ReadonlySet<unknown> = new Set(['MONTH', 'DAY', 'WAIT', 'SETTINGS']);

/** Fields of a department that only its own scope sees. */
const OTHERS = { tickets: NO_TICKETS };
const registers = new WeakMap<object, object>();

/** The public part of another department's document: names, tree and mergers, but no activity. */
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
  // Log positions only; access to the events is checked by stream.
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

/** Ticket facts do not hold the team, so look it up in the ticket. */
function ticketIn(document: object): string | undefined {
  const { kind, ticketId } = document as { readonly kind: string; readonly ticketId?: string };
  return kind === 'TICKET' ? ticketId : undefined;
}

async function byOther(reader: ViewReader, view: string, keys: readonly string[]): Promise<readonly Concerned[]> {
  if (keys.length === 0) return [];
  const documents = await reader.get<Concerned>(view, keys);
  return keys.map((key) => documents.get(key) ?? NOBODY);
}

/** Splits at the dot, which ids cannot contain. */
function pairOf({ relationshipId }: { readonly relationshipId: string }): Concerned {
  const [teamId, departmentId] = relationshipId.split('.');
  return { teamId, departmentId };
}

/**
 * The view that holds the sides of a stream, by stream category. EVERYBODY: not restricted. Categories that are missing here
 * are hidden from a narrowed scope.
 */
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

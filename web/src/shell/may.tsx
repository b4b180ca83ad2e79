import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type CommandName, COMMANDS } from '../pages/record/commands.js';

/** A permission of the API, as named in its table (docs/access.md). */
export type Permission = `${'Query' | 'Mutation' | 'Subscription' | 'HTTP'} ${string}`;
type May = (permission: Permission) => boolean;

const MayContext = createContext<ReadonlySet<string> | undefined>(undefined);
/**
 * The user's permissions as reported by the API. Undefined when it did not report them: then everything is shown, and the API rejects
 * what is not allowed.
 */
export const MayProvider = MayContext.Provider;

export function useMay(): May {
  const permissions = useContext(MayContext);
  return (permission) => permissions?.has(permission) ?? true;
}

/** The departments and teams whose rows the user sees. A row of either is visible. */
export interface Sides {
  readonly departments: readonly string[];
  readonly teams: readonly string[];
}
const SidesContext = createContext<Sides | undefined>(undefined);
/** Undefined when the user sees all rows, or when the API did not say. */
export const SidesProvider = SidesContext.Provider;
export const useSides = (): Sides | undefined => useContext(SidesContext);

/**
 * Whether the user sees any rows of a team or department that could be a filter value. The rows of a visible department may belong to
 * any team, and vice versa.
 */
export function useReachable(): (side: keyof Sides, id: string) => boolean {
  const sides = useSides();
  return (side, id) => {
    if (!sides) return true;
    const other = side === 'departments' ? sides.teams : sides.departments;
    return other.length > 0 || sides[side].includes(id);
  };
}

export type Side = 'IT' | 'DEPARTMENT';
const SpeaksForContext = createContext<readonly Side[]>(['IT', 'DEPARTMENT']);
export const SpeaksForProvider = SpeaksForContext.Provider;
/** The sides for which the user may speak; both when the API did not say: it rejects what is not allowed. */
export const useSpeaksFor = (): readonly Side[] => useContext(SpeaksForContext);

/** The permission that a page requires, by the first segment of its path. All users may open other pages. */
const NEEDS: Readonly<Record<string, Permission>> = {
  relationships: 'Query relationship',
  interactions: 'Query interaction',
  promises: 'Query commitmentLedger',
  audits: 'Query audits',
  imports: 'Query importRuns',
  views: 'Query projectionStatus',
  feed: 'Subscription events',
  streams: 'Query streamEvents',
  correlations: 'Query correlation',
};

/** Whether the user may open the page at a path. The menu, links and the pages themselves use it. */
export function useOpens(): (path: string) => boolean {
  const may = useMay();
  return (path) => {
    const [, place = '', what] = path.split('/');
    if (place === 'record') return what ? may(`Mutation ${what}`) : recordables(may).length > 0;
    const need = NEEDS[place];
    return need === undefined || may(need);
  };
}

/** The commands that the user may record by hand. */
export const recordables = (may: May): readonly CommandName[] =>
  (Object.keys(COMMANDS) as CommandName[]).filter((command) => may(`Mutation ${command}`));

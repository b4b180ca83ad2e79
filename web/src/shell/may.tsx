import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type CommandName, COMMANDS } from '../pages/record/commands.js';

/** Something that the API lets some do and others not, as its table names it (docs/access.md). */
export type Permission = `${'Query' | 'Mutation' | 'Subscription' | 'HTTP'} ${string}`;
type May = (permission: Permission) => boolean;

const MayContext = createContext<ReadonlySet<string> | undefined>(undefined);
/** What the API says that whoever looks may do; undefined where it has not said, and refuses for itself. */
export const MayProvider = MayContext.Provider;

export function useMay(): May {
  const permissions = useContext(MayContext);
  return (permission) => permissions?.has(permission) ?? true;
}

/** The departments and teams of which whoever looks sees the rows: a row of either. */
export interface Sides {
  readonly departments: readonly string[];
  readonly teams: readonly string[];
}
const SidesContext = createContext<Sides | undefined>(undefined);
/** Undefined: rows of all, or the API has not said. */
export const SidesProvider = SidesContext.Provider;
export const useSides = (): Sides | undefined => useContext(SidesContext);

/** Of the things that could be chosen to narrow rows by, those of which there are rows to see. A row of a department's may be of any team. */
export function useReachable(): (side: keyof Sides, id: string) => boolean {
  const sides = useSides();
  return (side, id) => {
    if (!sides) return true;
    const other = side === 'departments' ? sides.teams : sides.departments;
    return other.length > 0 || sides[side].includes(id);
  };
}

/** What a page cannot do without, by the first part of its address. Others are for everybody. */
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

/** Whether a page of the explorer, by its path, is one for whoever looks: menu, links and the pages themselves go by this. */
export function useOpens(): (path: string) => boolean {
  const may = useMay();
  return (path) => {
    const [, place = '', what] = path.split('/');
    if (place === 'record') return what ? may(`Mutation ${what}`) : recordables(may).length > 0;
    const need = NEEDS[place];
    return need === undefined || may(need);
  };
}

/** What whoever looks may record by hand. */
export const recordables = (may: May): readonly CommandName[] =>
  (Object.keys(COMMANDS) as CommandName[]).filter((command) => may(`Mutation ${command}`));

import { ACCESS_ROLES, type AccessRole } from '../domain/access.js';
import type { ActorKind } from '../domain/kernel/event.js';

/**
 * By which sides a role's rows are narrowed, unless it was given the whole organisation. A narrowed role without any side
 * sees no rows.
 */
export type Narrowing = 'DEPARTMENTS' | 'TEAMS' | 'EITHER' | 'NOT';

export interface RoleDefinition {
  readonly narrowedBy: Narrowing;
  /** Whose single ratings the role sees; it sees all others in groups. People see their own answers in every role. */
  readonly ratings: 'ALL' | 'OF_ITS_TEAMS' | 'NONE';
  /** Whether the role reads free text on the rows that it sees. Granted only where the work needs it. */
  readonly words: boolean;
  /** The capacity in which its commands are given. */
  readonly actor: ActorKind;
  /** Whether the role may record what others did. */
  readonly speaksForOthers: boolean;
  /** Query cost allowed per minute, in the units of src/graphql/server/limits.ts. */
  readonly costPerMinute: number;
}

/** About one of the most expensive queries per second; no page of the explorer comes near it. */
const OF_A_PERSON = 600_000;
/** For roles that read or write for the whole organisation in large requests. Several of them still leave capacity for people. */
const OF_THE_WHOLE = 3_000_000;

/** The definition of each role. Its permissions are in policy.ts. */
export const ROLE_DEFINITIONS: Readonly<Record<AccessRole, RoleDefinition>> = {
  REQUESTER: {
    narrowedBy: 'DEPARTMENTS',
    ratings: 'NONE',
    words: true,
    actor: 'REQUESTER',
    speaksForOthers: false,
    costPerMinute: OF_A_PERSON,
  },
  IT_AGENT: {
    narrowedBy: 'TEAMS',
    ratings: 'OF_ITS_TEAMS',
    words: true,
    actor: 'IT_STAFF',
    speaksForOthers: false,
    costPerMinute: OF_A_PERSON,
  },
  TEAM_LEAD: {
    narrowedBy: 'TEAMS',
    ratings: 'OF_ITS_TEAMS',
    words: true,
    actor: 'IT_STAFF',
    speaksForOthers: false,
    costPerMinute: OF_A_PERSON,
  },
  DEPARTMENT_MANAGER: {
    narrowedBy: 'DEPARTMENTS',
    ratings: 'NONE',
    words: true,
    actor: 'REQUESTER',
    speaksForOthers: false,
    costPerMinute: OF_A_PERSON,
  },
  ANALYST: {
    narrowedBy: 'EITHER',
    ratings: 'NONE',
    words: false,
    actor: 'SYSTEM',
    speaksForOthers: false,
    costPerMinute: OF_THE_WHOLE,
  },
  INTEGRATION: {
    narrowedBy: 'EITHER',
    ratings: 'NONE',
    words: true,
    actor: 'SYSTEM',
    speaksForOthers: true,
    costPerMinute: OF_THE_WHOLE,
  },
  AUDITOR: {
    narrowedBy: 'NOT',
    ratings: 'NONE',
    words: false,
    actor: 'SYSTEM',
    speaksForOthers: false,
    costPerMinute: OF_THE_WHOLE,
  },
  ADMINISTRATOR: {
    narrowedBy: 'NOT',
    ratings: 'ALL',
    words: true,
    actor: 'SYSTEM',
    speaksForOthers: true,
    costPerMinute: OF_THE_WHOLE,
  },
};

/** Whether a text names a role; for names from tokens, headers and configuration. */
export const isAccessRole = (text: string): text is AccessRole => (ACCESS_ROLES as readonly string[]).includes(text);

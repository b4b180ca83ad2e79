import { ACCESS_ROLES, type AccessRole } from '../domain/access.js';
import type { ActorKind } from '../domain/kernel/event.js';

/** By what the rows that a role may see are narrowed, unless it was given the whole organisation. Who was given nothing sees none. */
export type Narrowing = 'DEPARTMENTS' | 'TEAMS' | 'EITHER' | 'NOT';

export interface RoleDefinition {
  readonly meaning: string;
  readonly narrowedBy: Narrowing;
  /** Whose single ratings it is told; of all others it sees groups. What somebody said themselves they are told in any role. */
  readonly ratings: 'ALL' | 'OF_ITS_TEAMS' | 'NONE';
  /** Whether it reads what was written in words of the rows that it sees: no more than its work needs. */
  readonly words: boolean;
  /** In which capacity its commands are given. */
  readonly actor: ActorKind;
  /** Whether it is believed when it says that somebody else did something. */
  readonly speaksForOthers: boolean;
  /** What all that it asks in a minute may cost, as src/graphql/server/limits.ts counts it. */
  readonly costPerMinute: number;
}

/** One of the costliest questions a second: no page of the explorer comes near. */
const OF_A_PERSON = 600_000;
/** Who reads or tells of the whole organisation asks much at a time; several of them still leave room for people. */
const OF_THE_WHOLE = 3_000_000;

/** The roles, each with what it means. What each may do stands in policy.ts. */
export const ROLE_DEFINITIONS: Readonly<Record<AccessRole, RoleDefinition>> = {
  REQUESTER: {
    meaning: 'Somebody of a department who asks IT for something.',
    narrowedBy: 'DEPARTMENTS',
    ratings: 'NONE',
    words: true,
    actor: 'REQUESTER',
    speaksForOthers: false,
    costPerMinute: OF_A_PERSON,
  },
  IT_AGENT: {
    meaning: 'Somebody of an IT team.',
    narrowedBy: 'TEAMS',
    ratings: 'OF_ITS_TEAMS',
    words: true,
    actor: 'IT_STAFF',
    speaksForOthers: false,
    costPerMinute: OF_A_PERSON,
  },
  TEAM_LEAD: {
    meaning: 'Who leads an IT team.',
    narrowedBy: 'TEAMS',
    ratings: 'OF_ITS_TEAMS',
    words: true,
    actor: 'IT_STAFF',
    speaksForOthers: false,
    costPerMinute: OF_A_PERSON,
  },
  DEPARTMENT_MANAGER: {
    meaning: 'Who answers for a department.',
    narrowedBy: 'DEPARTMENTS',
    ratings: 'NONE',
    words: true,
    actor: 'REQUESTER',
    speaksForOthers: false,
    costPerMinute: OF_A_PERSON,
  },
  ANALYST: {
    meaning: 'Who reads the numbers and writes nothing.',
    narrowedBy: 'EITHER',
    ratings: 'NONE',
    words: false,
    actor: 'SYSTEM',
    speaksForOthers: false,
    costPerMinute: OF_THE_WHOLE,
  },
  INTEGRATION: {
    meaning: 'Another system: it imports, reads the feed, and tells what others did there.',
    narrowedBy: 'EITHER',
    ratings: 'NONE',
    words: true,
    actor: 'SYSTEM',
    speaksForOthers: true,
    costPerMinute: OF_THE_WHOLE,
  },
  AUDITOR: {
    meaning: 'Who looks at what was recorded and who looked at it, and writes nothing but audits.',
    narrowedBy: 'NOT',
    ratings: 'NONE',
    words: false,
    actor: 'SYSTEM',
    speaksForOthers: false,
    costPerMinute: OF_THE_WHOLE,
  },
  ADMINISTRATOR: {
    meaning: 'Who runs Rapport: may do everything.',
    narrowedBy: 'NOT',
    ratings: 'ALL',
    words: true,
    actor: 'SYSTEM',
    speaksForOthers: true,
    costPerMinute: OF_THE_WHOLE,
  },
};

/** Whether it is the name of a role: names come from tokens, headers and configuration. */
export const isAccessRole = (text: string): text is AccessRole => (ACCESS_ROLES as readonly string[]).includes(text);

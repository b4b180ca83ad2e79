import { ACCESS_ROLES, ROLE_MEANINGS } from '../domain/access.js';
import { type Kind, openPathsInOrder, POLICY } from './policy.js';
import { ROLE_DEFINITIONS } from './roles.js';

/** Delimits the generated part of docs/access.md; the rest is written by hand. */
export const BEGIN = '<!-- from src/access/policy.ts by `npm run docs:access` -->';
export const END = '<!-- to here -->';

const NARROWED = {
  DEPARTMENTS: 'limited to its departments',
  TEAMS: 'limited to its teams',
  EITHER: 'limited to the departments and teams that the credentials name',
  NOT: 'all',
};
const RATINGS = { ALL: 'all', OF_ITS_TEAMS: 'of its teams', NONE: 'its own' };
const KINDS: readonly (readonly [Kind, string])[] = [
  ['Query', 'Queries'],
  ['Subscription', 'Subscriptions'],
  ['Field', 'Fields'],
  ['Mutation', 'Mutations'],
  ['HTTP', 'HTTP'],
  ['Shell', 'The shell'],
];

/** Replaces the tables in the page by those generated from the declarations. */
export function withTables(page: string): string {
  const [before = '', rest = ''] = page.split(BEGIN);
  return `${before}${BEGIN}\n\n${tables()}\n${END}${rest.split(END)[1] ?? ''}`;
}

function tables(): string {
  const roles = ACCESS_ROLES.map((role) => {
    const { narrowedBy, ratings, words, speaksForOthers, costPerMinute } = ROLE_DEFINITIONS[role];
    return `| \`${role}\` | ${ROLE_MEANINGS[role]} | ${NARROWED[narrowedBy]} | ${RATINGS[ratings]} | ${words ? 'yes' : 'no'} | ${speaksForOthers ? 'yes' : 'no'} | ${costPerMinute.toLocaleString('en')} |`;
  });
  return [
    '| role | who | rows | sees single ratings | reads texts | acts for others | cost per minute |\n| --- | --- | --- | --- | --- | --- | --- |',
    ...roles,
    ...KINDS.flatMap(([kind, title]) => [`\n### ${title}\n`, ...tableOf(kind)]),
    `\nWithout an identity: ${openPathsInOrder.map((path) => `\`${path}\``).join(', ')}.\n`,
  ].join('\n');
}

/** One row per distinct set of roles, with the permissions that exactly these roles have. */
function tableOf(kind: Kind): readonly string[] {
  const rows = new Map<string, string[]>();
  for (const [permission, roles] of POLICY) {
    if (!permission.startsWith(`${kind} `)) continue;
    const may = ACCESS_ROLES.map((role) => (roles.includes(role) ? 'x' : '')).join(' | ');
    rows.set(may, [...(rows.get(may) ?? []), `\`${permission.slice(kind.length + 1).replaceAll('.', ' ')}\``]);
  }
  const heads = ACCESS_ROLES.map((role) => role.toLowerCase().replaceAll('_', ' '));
  return [
    `| what | ${heads.join(' | ')} |`,
    `| --- |${' --- |'.repeat(heads.length)}`,
    ...[...rows].map(([may, names]) => `| ${names.join(', ')} | ${may} |`),
  ];
}

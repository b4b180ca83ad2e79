import fc from '../../support/properties.js';
import { RegisterDepartment } from '../../../src/domain/department/commands.js';
import { type Command, type CommandClass, streamOf } from '../../../src/domain/kernel/command.js';
import { isRapportError } from '../../../src/domain/kernel/errors.js';
import type { Fidelity } from '../../../src/domain/kernel/event.js';
import * as service from '../../../src/domain/team/commands.js';
import * as ticket from '../../../src/domain/ticket/commands.js';
import { DomainInMemory } from '../../support/domain-in-memory.js';
import { tell } from '../../support/decider.js';
import { anything, DEPARTMENTS, TEAMS } from './hospital-commands.js';
import { eventIn, type GivenEvent } from '../../unit/projections/given-events.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
type Season = 'SPRING' | 'AUTUMN' | 'NEW_YEAR' | 'LEAP_DAY';
/** Three days before the clocks of Europe/Berlin go forward, before they go back, before a new year, and before a leap day. */
const BEGINNINGS: Record<Season, number> = {
  SPRING: Date.parse('2026-03-26T07:13:00.000Z'),
  AUTUMN: Date.parse('2026-10-22T07:13:00.000Z'),
  NEW_YEAR: Date.parse('2025-12-29T07:13:00.000Z'),
  LEAP_DAY: Date.parse('2024-02-26T07:13:00.000Z'),
};
const iso = (ms: number) => new Date(ms).toISOString();

const gap = fc.constantFrom(0, 1, 37, 120, 415, 600, 1_560, 3_000);
const step = fc.record({
  does: anything,
  after: gap,
  /** Told so many minutes after it happened. */
  late: fc.constantFrom(0, 0, 0, 0, 0, 0, 60, 900, 3_000),
  kind: fc.constantFrom('IT_STAFF', 'IT_STAFF', 'REQUESTER', 'SYSTEM', 'IMPORT'),
  /** How faithfully it is known. Moves that no rule of ours allows are told of another system's tickets alone, and with what they leave out. */
  told: fc.constantFrom<Fidelity>('NATIVE', 'NATIVE', 'NATIVE', 'NATIVE', 'HISTORY', 'SNAPSHOT'),
});

/** The events that the deciders make of such commands, and moments to ask about. */
export interface HospitalHistory {
  readonly facts: readonly GivenEvent[];
  readonly asOfs: readonly string[];
}
export const hospitalHistory: fc.Arbitrary<HospitalHistory> = fc
  .record({
    season: fc.constantFrom<Season>('SPRING', 'AUTUMN', 'NEW_YEAR', 'LEAP_DAY'),
    steps: fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }),
    first: fc.constantFrom<Fidelity>('NATIVE', 'NATIVE', 'NATIVE', 'SNAPSHOT'),
    asks: fc.array(fc.record({ days: fc.integer({ min: 0, max: 30 }), minutes: fc.integer({ min: 0, max: 1_439 }) }), {
      minLength: 2,
      maxLength: 3,
    }),
  })
  .map(({ season, steps, first, asks }) => {
    const start = BEGINNINGS[season];
    const asOfs = asks.map((ask) => iso(start + ask.days * 24 * HOUR + ask.minutes * MINUTE + 1));
    return { facts: lived(start, steps, first), asOfs: [...asOfs, iso(start + 60 * 24 * HOUR)] };
  });

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
function lived(start: number, steps: readonly Step[], first: Fidelity): readonly GivenEvent[] {
  const domain = new DomainInMemory();
  const facts: GivenEvent[] = [];
  const attempt = (command: Command, kind: Step['kind'], fidelity: Fidelity) => {
    try {
      const stream = streamOf(command);
      for (const fact of domain.handle(command))
        facts.push(
          eventIn(stream, command.occurredAt, JSON.parse(JSON.stringify(fact)) as GivenEvent['fact'], {
            actorKind: kind,
            fidelity,
          }),
        );
    } catch (error) {
      if (!isRapportError(error)) throw error;
    }
  };
  const occurredAt = iso(start - 20 * 24 * HOUR);
  const early = { occurredAt, effectiveAt: occurredAt };
  for (const departmentId of DEPARTMENTS)
    attempt(tell(RegisterDepartment, { departmentId, name: departmentId, kind: 'CLINICAL', occurredAt }), 'IT_STAFF', 'NATIVE');
  for (const teamId of TEAMS) {
    attempt(tell(service.RegisterServiceTeam, { teamId, name: teamId, occurredAt }), 'IT_STAFF', 'NATIVE');
    attempt(tell(service.AdoptTargets, { teamId, acknowledgeMinutes: 90, updateMinutes: 300, ...early }), 'IT_STAFF', 'NATIVE');
  }
  const request = { kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE' } as const;
  for (const id of ['T1', 'T2'])
    attempt(
      tell(ticket.LogTicket, {
        ...request,
        ticketId: id,
        departmentId: 'k',
        occurredAt: iso(start),
        ...(id === 'T2' && { teamId: 'a' }),
        ...(first !== 'NATIVE' && { importedFrom: { system: 'old', externalId: id, fidelity: first } }),
      }),
      'IT_STAFF',
      first,
    );
  let now = start;
  steps.forEach(({ does, after, late, kind, told }, index) => {
    now += after * MINUTE;
    const happened = Math.max(start, now - late * MINUTE);
    const values = Object.entries(does.said).flatMap(([field, value]) => {
      if (value === undefined) return [];
      return [field.endsWith('In') ? [field.slice(0, -2), iso(happened + (value as number) * MINUTE)] : [field, value]];
    });
    const isOfImport = (does.type as unknown as CommandClass).definition.importsOnly;
    const from = isOfImport && { importedFrom: { system: 'old', externalId: 'x', fidelity: 'HISTORY' } };
    const envelope = { commandId: `s${index}`, occurredAt: iso(happened), actor: { kind, ref: kind }, ...from };
    attempt(new does.type({ ...envelope, ...Object.fromEntries(values) }) as Command, kind, told);
  });
  return facts;
}

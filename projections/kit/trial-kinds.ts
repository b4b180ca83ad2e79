import type { Trial } from './booking.js';

/** Who tried it on what, and the stream that tells of it. */
export type Tried = Pick<Trial, 'teamId' | 'departmentId' | 'subject'> & { readonly stream: string };

const trial = (component: Trial['component'], { stream, teamId, departmentId, subject }: Tried, name: string): Trial => ({
  component,
  teamId,
  departmentId,
  subject,
  trialId: `${stream}#${name}`,
});

/** The first human answer to a ticket: one clock a ticket. */
export const acknowledgementTrial = (tried: Tried): Trial => trial('responsiveness', tried, 'ACK');

/** A promised next word: named by when it is due. The same moment may be promised again once a word has come. */
export const updateTrial = (tried: Tried, dueAt: string): Trial => ({
  ...trial('transparency', tried, `update.${dueAt}`),
  repeatable: true,
});

/** A resolution: named by when it was made, since the event that undoes it says so too. History may resolve twice in one second. */
export const resolutionTrial = (tried: Tried, resolvedAt: string): Trial => ({
  ...trial('durability', tried, `resolved.${resolvedAt}`),
  repeatable: true,
});

/** One answer to "how were you treated?". */
export const treatmentTrial = (tried: Tried, eventId: string): Trial => trial('treatment', tried, eventId);

/** A commitment is tried once, whatever becomes of its due date. */
export const commitmentTrial = (tried: Tried): Trial => trial('reliability', tried, 'KEPT');

/** A planned meeting; its id need only be distinct within the relationship, whose stream comes first. */
export const touchpointTrial = (tried: Tried): Trial => trial('engagement', tried, tried.subject);

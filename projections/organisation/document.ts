import type { Component } from '../kit/component.js';
import type { Tallies } from '../kit/tallies.js';

/**
 * All relationships together: the rate that small ones are shrunk towards (domain.md, 3.2). Key: `YYYY-MM` (UTC) of the verdicts. A month a
 * document, so that none grows without end; months yet to come hold the deadlines that are set already.
 */
export interface OrganisationDocument {
  readonly month: string;
  readonly components: Readonly<Record<Component, Tallies>>;
}

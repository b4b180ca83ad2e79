import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { DepartmentDocument } from '../../../projections/department/document.js';
import { type Counts, peerBand, type PeerBand } from '../../measures/peers/peer-band.js';
import type { Component } from '../../measures/score/components.js';
import type { CellTree } from '../../measures/suppression/cell-tree.js';
import { publishCells, SUPPRESSED } from '../../measures/suppression/publish-cells.js';
import { THRESHOLDS } from '../../measures/suppression/thresholds.js';
import { AskedOf } from '../asked-of.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import { readAll } from '../paging/read-all.js';
import type { ViewReader } from '../view-reader.js';
import { departmentCounts } from './department-counts.js';
import { endOf, lastQuarter } from './last-quarter.js';
import { settled } from './settled.js';
import { treatmentCounts } from './treatment-counts.js';

export interface PeerDepartment {
  readonly departmentId: string;
  readonly state: 'SHOWN' | 'SUPPRESSED';
  /** Null when suppressed, or when no peer has a trial. */
  readonly band: PeerBand | null;
}
export interface PeerBands {
  readonly firstDay: number;
  readonly lastDay: number;
  /** By id: no order of merit. */
  readonly departments: readonly PeerDepartment[];
}

/** Who had become one with whom, as far as it was known at a moment. */
export type IdentitiesKnownAt = (moment: string) => Promise<Identities>;

/**
 * Question 14: do we compare fairly with departments like ours? Over the last quarter that was over at a moment. Quarters share no trial, so
 * that two answers subtracted from each other tell nothing about the few who came between; within a quarter the answer is the same every day.
 */
export class AskPeerBand extends AskedOf<PeerBands> {
  constructor(
    reader: ViewReader,
    readonly kind: string,
    readonly measure: Component,
    readonly asOf: string,
    /** Asked for the end of the quarter: a merger since would tell of the few whom it brings in. */
    readonly identitiesKnownAt: IdentitiesKnownAt = () => Promise.resolve(PLAIN),
  ) {
    super(reader);
  }
}

@QueryHandler(AskPeerBand)
export class AskPeerBandHandler implements IQueryHandler<AskPeerBand> {
  async execute({ reader, kind, measure, asOf, identitiesKnownAt }: AskPeerBand): Promise<PeerBands> {
    const quarter = lastQuarter(measure === 'treatment' ? await settled(reader, asOf) : asOf);
    const identities = await identitiesKnownAt(endOf(quarter));
    const { counts, tooFew } =
      measure === 'treatment'
        ? await treatmentCounts(reader, quarter.name, identities)
        : { counts: await departmentCounts(reader, measure, quarter, identities), tooFew: new Set<string>() };
    const ids: string[] = [];
    const filter = { where: { registered: true, kind } };
    for await (const { departmentId } of readAll<DepartmentDocument>(reader, { view: 'department', filter })) {
      if (counts.has(departmentId) || tooFew.has(departmentId)) ids.push(departmentId);
    }
    const { firstDay, lastDay } = quarter;
    return { firstDay, lastDay, departments: bandsOf(ids, counts, kind) };
  }
}

/** @param counts those of all departments of which something may be shown; of the others nothing is */
function bandsOf(ids: readonly string[], counts: ReadonlyMap<string, Counts>, kind: string): readonly PeerDepartment[] {
  const counted = ids.filter((id) => counts.has(id));
  const { cells } = publishCells(treeOf(counted, counts, kind), THRESHOLDS.INTERNAL);
  return ids.map((departmentId) => {
    const own = counts.get(departmentId);
    if (!own || cells.get(departmentId) === SUPPRESSED) return { departmentId, state: 'SUPPRESSED', band: null };
    const peers = counted.filter((id) => id !== departmentId).map((id) => counts.get(id)!);
    return { departmentId, state: 'SHOWN', band: peerBand(own, peers) };
  });
}

/**
 * The departments of a kind under what they have in common. A trial stands for a person: of the work nobody counts who did it, and of what people
 * said only groups of enough people get here.
 */
function treeOf(ids: readonly string[], counts: ReadonlyMap<string, Counts>, kind: string): CellTree {
  const children = ids.map((id): CellTree => {
    const trials = Array.from({ length: counts.get(id)!.trials }, (_, place) => `${id} ${place}`);
    return { id, respondents: new Set(trials), children: [] };
  });
  return { id: `all ${kind}`, respondents: new Set(), children };
}

import { Injectable } from '@nestjs/common';
import { calibrate, type Calibration } from '../../measures/calibrate.js';
import { perComponent, type PerComponent } from '../../domain/components.js';
import { DEFAULT_POLICY } from '../../measures/policy.js';
import type { Identities } from '../identity/identities.js';
import { listedMatrix } from '../relationship/find-relationships.js';
import type { ViewReader } from '../view-reader.js';
import { Scores } from './scores.js';

/**
 * How far each component should be drawn to the organisation's rate, by what its relationships' own undecayed rates differ: a proposal to adopt in a
 * scoring policy. Of too few people's words only the sums enter. (docs/measures.md, "Calibration")
 */
@Injectable()
export class AskCalibration {
  constructor(private readonly scores: Scores) {}

  async execute(reader: ViewReader, asOf: string, identities: Identities): Promise<PerComponent<Calibration>> {
    const [basis, matrix] = await Promise.all([this.scores.basis(reader, asOf), this.scores.matrix(reader)]);
    // Plain counts are the same under any policy.
    const scored = [...listedMatrix(matrix, identities, {}).scores(basis, DEFAULT_POLICY, () => true)];
    return perComponent((component) => calibrate(scored.map(({ index }) => index.components[component])));
  }
}

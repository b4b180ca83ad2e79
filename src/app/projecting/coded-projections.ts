import { PROJECTIONS } from '../../../projections/index.js';
import type { CodedProjection } from '../../projector/catalog.js';
import { codeHashOf } from '../../projector/code-hash.js';

/** All projections with the hash of the code that this process runs. */
export const codedProjections = (): readonly CodedProjection[] =>
  PROJECTIONS.map((projection) => ({ projection, codeHash: codeHashOf(projection.name) }));

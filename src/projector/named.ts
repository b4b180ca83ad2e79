import { RapportError } from '../domain/kernel/errors.js';
import type { CodedProjection } from './catalog.js';

/** The projection of a name, all of them where none is given. @throws RapportError NOT_FOUND telling the names that there are */
export function named(projections: readonly CodedProjection[], name: string | undefined): readonly CodedProjection[] {
  const found = projections.filter(({ projection }) => name === undefined || projection.name === name);
  if (found.length > 0) return found;
  const names = projections.map(({ projection }) => projection.name).join(', ');
  throw new RapportError('NOT_FOUND', `there is no view "${name}"`, { field: 'name', remedy: `The views are: ${names}.` });
}

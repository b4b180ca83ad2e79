import type { OrganisationDocument } from '../../../projections/organisation/document.js';
import { COMPONENTS, perComponent, type PerComponent } from '../../measures/score/components.js';
import type { Tally } from '../../measures/score/tally.js';
import { readAll } from '../paging/read-all.js';
import type { ViewReader } from '../view-reader.js';
import { talliesIn } from './tallies.js';

/** Day tallies of everybody's trials: about a hundred small documents for ten years. */
export async function organisationTallies(reader: ViewReader): Promise<PerComponent<readonly Tally[]>> {
  const tallies = perComponent((): Tally[] => []);
  for await (const document of readAll<OrganisationDocument>(reader, { view: 'organisation', filter: {} })) {
    for (const component of COMPONENTS)
      for (const tally of talliesIn(document.components[component])) tallies[component].push(tally);
  }
  return tallies;
}

import type { ImportPeople } from '../../imports/send/identifying-runner.js';
import type { DataSubjects } from '../../privacy/data-subjects.js';
import { Pseudonyms } from '../../privacy/pseudonyms.js';

/** Whom names of an import in this thread stand for; undefined where nothing is kept of people. */
export async function importPeople(people: DataSubjects | undefined): Promise<ImportPeople | undefined> {
  if (!people) return undefined;
  return { pseudonyms: new Pseudonyms(await people.pseudonymSource()), identify: (fresh) => people.identify(fresh) };
}

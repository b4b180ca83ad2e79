import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { RapportError } from '../../domain/kernel/errors.js';
import { CostlyQueue } from '../../history/costly-queue.js';
import { type InboundSource, secretName } from '../../http/inbound-routes.js';
import { importBody } from '../../imports/import-body.js';
import { loadMapping } from '../../imports/mapping/load-mapping.js';
import { requireZone } from '../../imports/mapping/require-zone.js';
import type { ImportPeople } from '../../imports/send/identifying-runner.js';
import type { DataSubjects } from '../../privacy/data-subjects.js';
import { Pseudonyms } from '../../privacy/pseudonyms.js';
import type { Services } from '../services.js';

/** Pseudonyms for an import in this thread; undefined where no identities are stored. */
export async function importPeople(people: DataSubjects | undefined): Promise<ImportPeople | undefined> {
  if (!people) return undefined;
  return { pseudonyms: new Pseudonyms(await people.pseudonymSource()), identify: (fresh) => people.identify(fresh) };
}

/** The maximum number of queued deliveries per source. */
const DELIVERIES_WAITING = 16;

/**
 * Opens the inbound sources: mappings that have a secret; the organisation's own mappings take precedence over shipped ones.
 * Each source processes one delivery at a time, because two deliveries about the same ticket would be planned on the same
 * state.
 * @throws RapportError INVALID_CONFIGURATION, naming the secret's variable, when its mapping is missing or invalid, or
 *   declares no `inbound`
 */
export async function openInbound({
  configuration: { inboundSecrets, mappingsFolder, earliestDate, organizationId },
  runner,
  people,
}: Pick<Services, 'configuration' | 'runner' | 'people'>): Promise<ReadonlyMap<string, InboundSource>> {
  const sources = new Map<string, InboundSource>();
  // Reads the whole log once per installation. Done here, so that no delivery has to wait for it.
  if (inboundSecrets.size > 0) await people?.pseudonymSource();
  for (const [name, secret] of inboundSecrets) {
    const { mapping, inbound } = await inboundMapping(name, mappingsFolder);
    const queue = new CostlyQueue({ what: `deliveries of ${name}`, concurrency: 1, capacity: DELIVERIES_WAITING });
    // Pseudonyms are cached for one delivery only: after an erasure no memory of the name remains.
    const take = async (body: string) =>
      importBody(body, mapping, { runner, organizationId, people: await importPeople(people) }, earliestDate);
    const deliver: InboundSource['deliver'] = (body, signal) => queue.run(() => take(body), signal);
    sources.set(name, { inbound, secret, deliver });
  }
  return sources;
}

async function inboundMapping(name: string, folder: string | undefined) {
  const own = folder === undefined ? undefined : join(folder, `${name}.yaml`);
  const field = secretName(name);
  try {
    const mapping = await loadMapping(own !== undefined && existsSync(own) ? own : name);
    requireZone(mapping, undefined);
    const { inbound } = mapping;
    if (inbound !== undefined) return { mapping, inbound };
  } catch (cause) {
    if (!(cause instanceof RapportError)) throw cause;
    throw new RapportError('INVALID_CONFIGURATION', `${field}: the mapping "${name}" cannot be used: ${cause.message}`, {
      field,
      remedy: cause.remedy ?? 'Correct the mapping, or remove the variable.',
      cause,
    });
  }
  throw new RapportError(
    'INVALID_CONFIGURATION',
    `${field}: the mapping "${name}" does not declare \`inbound\`, so deliveries cannot be verified`,
    {
      field,
      remedy: 'Declare inbound in your own mapping in MAPPINGS_FOLDER (docs/mappings.md), or remove the variable.',
    },
  );
}

import type { CommandRunner } from '../commands/command-runner.js';
import { admit } from '../commands/edge.js';
import { isBlank } from '../commands/edge/validate.js';
import type { Actor, CommandClass } from '../domain/kernel/command.js';
import type { Position } from '../domain/kernel/event.js';
import { invalidInput } from '../domain/kernel/errors.js';
import { EraseDataSubject, DataSubjectErased } from '../domain/privacy.js';
import type { TextStore } from './text-store.js';

export interface ErasureRequest {
  /** Either pseudonym of the person, or the stream of what nobody in particular said. */
  readonly subject: string;
  readonly reason: string;
  readonly commandId?: string | undefined;
  readonly actor?: Actor | undefined;
}

/** Where something of a person may be, and what became of it there. */
export interface ErasurePlace {
  readonly place: 'TEXTS' | 'IDENTITY' | 'CACHES' | 'EVENTS' | 'READS' | 'BACKUPS' | 'FEED' | 'EXPORTS';
  /** `TO_DO`: by people, elsewhere. */
  readonly state: 'DONE' | 'TO_DO';
  readonly detail: string;
}

export interface Erased {
  /** As events say it. */
  readonly subject: string;
  readonly texts: number;
  readonly identities: number;
  readonly position: Position;
  readonly places: readonly ErasurePlace[];
}

/** How many of the erasures on record were carried out on these texts: an older copy that is put back knows of fewer. */
export const ERASURES_DONE = 'erasures done';

interface Forgotten {
  readonly subject: string;
  readonly texts: number;
  readonly identities: number;
}

/** As long as a pseudonym may be. */
const LONGEST = 200;

const PLACES: readonly ErasurePlace[] = [
  {
    place: 'TEXTS',
    state: 'DONE',
    detail:
      'Words are forgotten, and their key is destroyed. In files of ours both are overwritten; on the disks of MongoDB (journal, oplog, free blocks) what was ' +
      'deleted goes as these are used again.',
  },
  { place: 'IDENTITY', state: 'DONE', detail: 'Nobody can tell any more who the pseudonym is.' },
  { place: 'CACHES', state: 'DONE', detail: 'Gone in this process; other processes forget the key within a minute.' },
  { place: 'EVENTS', state: 'DONE', detail: 'They never had words or names. The pseudonym stays, so that no number changes.' },
  { place: 'READS', state: 'DONE', detail: 'They know people by pseudonyms alone, and stay as long as they are kept.' },
  {
    place: 'BACKUPS',
    state: 'TO_DO',
    detail:
      'Texts in backups open no more with the present keys. Copies of keys made by `--keys` before now are to be destroyed.',
  },
  {
    place: 'FEED',
    state: 'TO_DO',
    detail: 'Whoever follows the feed hears DataSubjectErased, and is to forget what was made of the pseudonym.',
  },
  {
    place: 'EXPORTS',
    state: 'TO_DO',
    detail: 'Files that were imported or exported, reports and pages that were saved are not known here.',
  },
];

/** @throws RapportError INVALID_INPUT for what no event could call anybody */
export function requirePseudonym(subject: string): void {
  if (isBlank(subject) || subject.length > LONGEST)
    throw invalidInput('subject', 'is no pseudonym', 'Name the person as events do: `requesterRef` of a ticket, for instance.');
}

interface Parts {
  readonly texts: TextStore;
  readonly runner: Pick<CommandRunner, 'execute' | 'history'>;
  readonly organizationId: string;
  /** The streams in which others may have written about a person, as far as is known up to a position. */
  readonly streamsOf: (subject: string, position: Position) => Promise<readonly string[]>;
}

/**
 * Forgets people. First it is put on record, then carried out; what a crash left undone, and what an older copy of the texts brought back, is carried
 * out at the next upkeep.
 */
export class Erasure {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: Parts) {}

  /** @throws RapportError INVALID_INPUT; those of the log and of the stores: erasing again goes on where it stopped */
  async erase({ subject: named, reason, commandId, actor }: ErasureRequest): Promise<Erased> {
    const { texts, runner, organizationId } = this.parts;
    requirePseudonym(named);
    const subject = await texts.refInEvents(named);
    const input = {
      ...{ organizationId, subjectRef: subject, reason },
      ...(commandId !== undefined && { commandId }),
      ...(actor && { actor }),
    };
    const command = admit(EraseDataSubject as unknown as CommandClass, input, { now: new Date().toISOString() });
    const { position } = await runner.execute(command);
    const done = (await this.resume()).filter((forgotten) => forgotten.subject === subject);
    const sum = (count: (forgotten: Forgotten) => number) => done.reduce((total, forgotten) => total + count(forgotten), 0);
    return { subject, texts: sum(({ texts: n }) => n), identities: sum(({ identities: n }) => n), position, places: PLACES };
  }

  /** Carries out the erasures on record that were not carried out on these texts; tells which. */
  resume(): Promise<readonly Forgotten[]> {
    const turn = this.turn.then(() => this.carryOut());
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  private async carryOut(): Promise<readonly Forgotten[]> {
    const { texts, runner, organizationId, streamsOf } = this.parts;
    const before = Number((await texts.note(ERASURES_DONE)) ?? 0);
    const facts = (await runner.history(`privacy-${organizationId}`)).filter(({ type }) => type === DataSubjectErased.type);
    const done: Forgotten[] = [];
    for (const [index, { data, position }] of facts.entries()) {
      if (index < before) continue;
      const { subjectRef: subject } = data as ReturnType<typeof DataSubjectErased>['data'];
      done.push({ subject, ...(await texts.forget(subject, await streamsOf(subject, position))) });
      await texts.setNote(ERASURES_DONE, String(index + 1));
    }
    return done;
  }
}

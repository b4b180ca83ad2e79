import type { CommandRunner, StreamEvent } from '../commands/command-runner.js';
import { admit } from '../commands/edge.js';
import { isBlank } from '../commands/edge/validate.js';
import { type Patience, patiently } from '../commands/retrying-runner.js';
import type { Actor, CommandClass } from '../domain/kernel/command.js';
import type { Position } from '../domain/kernel/event.js';
import { invalidInput } from '../domain/kernel/errors.js';
import { EraseDataSubject, DataSubjectErased } from '../domain/privacy.js';
import { Mutex } from '../waiting.js';
import type { TextStore } from './text-store.js';

export interface ErasureRequest {
  /** Either pseudonym of the person, or the stream of text without a personal author. */
  readonly subject: string;
  readonly reason: string;
  readonly commandId?: string | undefined;
  readonly actor?: Actor | undefined;
}

/** A place that may hold a person's data, and the outcome of the erasure there. */
export interface ErasurePlace {
  readonly place: 'TEXTS' | 'IDENTITY' | 'CACHES' | 'EVENTS' | 'READS' | 'BACKUPS' | 'FEED' | 'EXPORTS';
  /** `TO_DO`: left to people, outside this system. */
  readonly state: 'DONE' | 'TO_DO';
  readonly detail: string;
}

export interface Erased {
  /** The pseudonym used in events. */
  readonly subject: string;
  readonly texts: number;
  readonly identities: number;
  readonly position: Position;
  readonly places: readonly ErasurePlace[];
}

/**
 * Prefix of the note that marks an erasure as carried out on these texts. Erasures are marked one by one, because texts and
 * log may be restored from different moments: an older copy of the texts lacks the notes of erasures to repeat, and an older
 * log may later hold other erasures at the same positions.
 */
const DONE = 'erasure done: ';
/** The former note, which held only the number of erasures carried out. */
const NUMBER_DONE = 'erasures done';

/** An erasure on record in the log. */
interface Fact {
  readonly subject: string;
  readonly position: Position;
  readonly note: string;
}

interface Forgotten {
  readonly subject: string;
  readonly texts: number;
  readonly identities: number;
}

/** Maximum length of a pseudonym. */
const LONGEST = 200;

const PLACES: readonly ErasurePlace[] = [
  {
    place: 'TEXTS',
    state: 'DONE',
    detail:
      'The texts are erased and their key is destroyed. In embedded files both are overwritten; on the disks of MongoDB (journal, oplog, free blocks) the ' +
      'deleted data disappears when these are reused.',
  },
  { place: 'IDENTITY', state: 'DONE', detail: 'The pseudonym can no longer be linked to a person.' },
  {
    place: 'CACHES',
    state: 'DONE',
    detail:
      'Erased in this process, except the text of a running mutation; that, and the key in other processes, disappear within a minute.',
  },
  {
    place: 'EVENTS',
    state: 'DONE',
    detail: 'They contain no texts and no names. The pseudonym remains, so that no number changes.',
  },
  { place: 'READS', state: 'DONE', detail: 'They contain only pseudonyms, and remain as long as they are kept.' },
  {
    place: 'BACKUPS',
    state: 'TO_DO',
    detail: 'The present keys no longer decrypt the texts in backups. Destroy copies of the keys made with `--keys` before now.',
  },
  {
    place: 'FEED',
    state: 'TO_DO',
    detail: 'Recipients of the feed receive DataSubjectErased and must erase what they derived from the pseudonym.',
  },
  {
    place: 'EXPORTS',
    state: 'TO_DO',
    detail:
      'Imported and exported files, reports and saved pages are not known here. An uploaded file is deleted within the hour.',
  },
];

/** @throws RapportError INVALID_INPUT where the text cannot be a pseudonym in an event */
export function requirePseudonym(subject: string): void {
  if (isBlank(subject) || subject.length > LONGEST)
    throw invalidInput(
      'subject',
      'is not a pseudonym',
      'Give the pseudonym as in events, for example `requesterRef` of a ticket.',
      isBlank(subject) ? { code: 'BLANK' } : { code: 'TOO_LONG', parameters: { most: LONGEST } },
    );
}

interface ErasureServices {
  readonly texts: TextStore;
  readonly runner: Pick<CommandRunner, 'execute' | 'history'>;
  readonly organizationId: string;
  /** The streams in which others may have written about a person, with the views caught up to a position. */
  readonly streamsOf: (subject: string, position: Position) => Promise<readonly string[]>;
  /** How long to retry a recorded erasure while a server is unavailable; half a minute when absent. */
  readonly patience?: Patience;
}

/**
 * Erases people's data. Records the erasure first, then carries it out. The next upkeep completes what a crash interrupted,
 * and repeats it on texts restored from an older copy.
 */
export class Erasure {
  private readonly mutex = new Mutex();

  constructor(private readonly parts: ErasureServices) {}

  /** @throws RapportError INVALID_INPUT; those of the log and of the stores: erasing again resumes where it stopped */
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
    const done = (await patiently(() => this.resume(), this.parts.patience)).filter((forgotten) => forgotten.subject === subject);
    const sum = (count: (forgotten: Forgotten) => number) => done.reduce((total, forgotten) => total + count(forgotten), 0);
    return { subject, texts: sum(({ texts: n }) => n), identities: sum(({ identities: n }) => n), position, places: PLACES };
  }

  /** Carries out the recorded erasures that these texts have not had yet. Returns them. */
  resume(): Promise<readonly Forgotten[]> {
    return this.mutex.run(() => this.carryOut());
  }

  private async carryOut(): Promise<readonly Forgotten[]> {
    const { texts, runner, organizationId, streamsOf } = this.parts;
    const facts = (await runner.history(`privacy-${organizationId}`)).flatMap(factOf);
    const noted = await this.noted(facts);
    const toDo = facts.filter(({ note }) => !noted.has(note));
    const own: { readonly texts: number; readonly identities: number }[] = [];
    // Erase the person's own text at once. Text that others wrote about them can be found only once the views have caught up.
    for (const { subject } of toDo) own.push(await texts.forget(subject));
    const done: Forgotten[] = [];
    for (const [index, { note, subject, position }] of toDo.entries()) {
      const byOthers = await texts.forgetStreams(await streamsOf(subject, position));
      const { texts: byThemselves, identities } = own[index]!;
      done.push({ subject, texts: byThemselves + byOthers, identities });
      await texts.setNote(note, '');
    }
    return done;
  }

  /** The notes of the erasures carried out on these texts. Converts the former count into notes. */
  private async noted(facts: readonly Fact[]): Promise<ReadonlySet<string>> {
    const { texts } = this.parts;
    const counted = Number((await texts.note(NUMBER_DONE)) ?? 0);
    if (counted > 0) {
      for (const { note } of facts.slice(0, counted)) await texts.setNote(note, '');
      await texts.setNote(NUMBER_DONE, '0');
    }
    return texts.notesUnder(DONE);
  }
}

function factOf({ type, data, metadata, position }: StreamEvent): readonly Fact[] {
  if (type !== DataSubjectErased.type) return [];
  const { subjectRef: subject } = data as ReturnType<typeof DataSubjectErased>['data'];
  return [{ subject, position, note: `${DONE}${metadata.commandId} ${subject}` }];
}

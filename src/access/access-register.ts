import { accessDecider, type AccessState, type AssignedRole, type AccessEvent } from '../domain/access.js';
import { ownProperty } from '../domain/kernel/decider.js';
import type { RecordedEvent } from '../domain/kernel/event.js';
import type { LogReader } from '../event-log/event-log.js';
import { pause } from '../clock.js';

const RETRY_MS = 1_000;

/** The stream that records access keys and role assignments. */
export const accessStream = (organizationId: string): string => `access-${organizationId}`;

/** The roles assigned to a subject here, as of the moment of the lookup. */
export interface Assigned {
  readonly roles: readonly AssignedRole[];
  /** Whether the assignments are still the same. */
  readonly holds: () => boolean;
}
export type AssignedTo = (subject: string) => Assigned;

/**
 * The access keys and role assignments, folded from their stream and then kept current by following the log. So each process
 * sees a grant or revocation as soon as the log has it, whichever process wrote it. (docs/decisions/0016-authentication-and-permissions.md)
 */
export class AccessRegister {
  private current: AccessState = accessDecider.initial();
  private revision = -1;
  private readonly ending = new AbortController();
  private following: Promise<void> | undefined;

  private constructor(
    private readonly log: LogReader,
    private readonly stream: string,
    private readonly onTrouble: (error: unknown) => void,
  ) {}

  /** @throws RapportError LOG_UNAVAILABLE */
  static async open(
    log: LogReader,
    organizationId: string,
    onTrouble: (error: unknown) => void = () => undefined,
  ): Promise<AccessRegister> {
    const register = new AccessRegister(log, accessStream(organizationId), onTrouble);
    const head = await log.head();
    await register.catchUp();
    register.following = register.follow(head);
    return register;
  }

  get state(): AccessState {
    return this.current;
  }

  /** Reads the stream up to the log's current head. @throws RapportError LOG_UNAVAILABLE */
  async catchUp(): Promise<void> {
    for await (const page of this.log.readStream(this.stream, { from: this.revision + 1 })) this.take(page);
  }

  readonly assignedTo: AssignedTo = (subject) => {
    const seen = ownProperty(this.current.roles, subject);
    const now = new Date().toISOString();
    const roles = Object.values(seen ?? {}).filter(({ until }) => until === undefined || until > now);
    const ends = roles.flatMap(({ until }) => until ?? []).sort()[0];
    const holds = () =>
      ownProperty(this.current.roles, subject) === seen && (ends === undefined || new Date().toISOString() < ends);
    return { roles, holds };
  };

  async close(): Promise<void> {
    this.ending.abort();
    await this.following;
  }

  private async follow(from: string): Promise<void> {
    const { signal } = this.ending;
    for (let after = from; !signal.aborted;) {
      try {
        for await (const page of this.log.follow(after, { categories: ['access'], signal })) {
          this.take(page.filter(({ stream }) => stream === this.stream));
          after = page.at(-1)?.position ?? after;
        }
      } catch (error) {
        this.onTrouble(error);
      }
      await pause(RETRY_MS, signal);
    }
  }

  private take(events: readonly RecordedEvent[]): void {
    for (const event of events) {
      if (event.revision !== this.revision + 1) continue;
      this.current = accessDecider.evolve(this.current, event as RecordedEvent<AccessEvent>);
      this.revision = event.revision;
    }
  }
}

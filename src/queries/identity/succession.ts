import type { MergerDocument } from '../../../projections/mergers/projection.js';

type Merger = Pick<MergerDocument, 'id' | 'into' | 'effectiveAt'>;

/** Who goes on as whom, of the teams or of the departments, once these mergers have taken effect. */
export class Succession {
  private readonly next = new Map<string, Merger>();
  private readonly absorbed = new Map<string, string[]>();

  /**
   * Two mergers decided at the same time, each in its own stream, may go round in a circle: then the one that takes effect last closes it and
   * counts for nothing, so that everybody has somebody to go on as.
   * @param mergers in order of their taking effect
   */
  constructor(mergers: readonly Merger[]) {
    for (const merger of mergers) {
      const { id, into } = merger;
      if (this.headOf(into) === id) continue;
      this.next.set(id, merger);
      this.absorbed.set(into, [...(this.absorbed.get(into) ?? []), id]);
    }
  }

  get isEmpty(): boolean {
    return this.next.size === 0;
  }

  /** Those that go on as another. */
  get merged(): readonly string[] {
    return [...this.next.keys()];
  }

  /** As whom it goes on in the end: itself, unless it was merged. */
  headOf(id: string): string {
    let head = id;
    for (let merger = this.next.get(head); merger; merger = this.next.get(head)) head = merger.into;
    return head;
  }

  /** Since when it is read under that name; null for what goes on as itself. */
  sinceOf(id: string): string | null {
    let since: string | null = null;
    for (let merger = this.next.get(id); merger; merger = this.next.get(merger.into)) {
      if (since === null || merger.effectiveAt > since) since = merger.effectiveAt;
    }
    return since;
  }

  /** All whose history is read under an id: itself first, then those that went on as it, or as one that did. */
  partsOf(id: string): readonly string[] {
    return [id, ...(this.absorbed.get(id) ?? []).flatMap((one) => this.partsOf(one))];
  }
}

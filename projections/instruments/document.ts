/** A questionnaire that can be used. It never changes. Key: the instrument's id. From its own stream. */
export interface InstrumentDocument {
  readonly instrumentId: string;
  readonly name: string;
  readonly licence: string;
  readonly registeredAt: string;
  readonly items: readonly {
    readonly itemId: string;
    /** Null where its owner does not let it be copied. */
    readonly wording: string | null;
    readonly wordingRef: string | null;
    readonly points: number;
    readonly reversed: boolean;
    readonly positiveFrom: number;
  }[];
  readonly composites: readonly { readonly compositeId: string; readonly name: string; readonly itemIds: readonly string[] }[];
}

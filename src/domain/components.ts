/**
 * The components of the Service Relationship Index: six proportions of countable trials (docs/measures.md, "The index"), in the
 * table's order. First-contact resolution is not among them and must not be: a good contact counts even if it solves nothing.
 */
export const COMPONENTS = ['reliability', 'responsiveness', 'durability', 'treatment', 'transparency', 'engagement'] as const;

export type Component = (typeof COMPONENTS)[number];
export type PerComponent<T> = Readonly<Record<Component, T>>;

/** One value for each component. */
export const perComponent = <T>(value: (component: Component) => T): PerComponent<T> => ({
  reliability: value('reliability'),
  responsiveness: value('responsiveness'),
  durability: value('durability'),
  treatment: value('treatment'),
  transparency: value('transparency'),
  engagement: value('engagement'),
});

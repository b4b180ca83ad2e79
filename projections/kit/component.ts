/** What the score is made of, each a proportion of countable trials. (domain.md, 3.2) */
export const COMPONENTS = ['reliability', 'responsiveness', 'durability', 'treatment', 'transparency', 'engagement'] as const;
export type Component = (typeof COMPONENTS)[number];

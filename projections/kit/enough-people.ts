/** How many distinct people must stand behind what is shown of what people said. (domain.md, 7: k) */
export const ENOUGH_PEOPLE = 5;

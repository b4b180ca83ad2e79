/** Put into a request's body, it becomes another text in every request. */
export const UNIQUE = '[<unique>]';

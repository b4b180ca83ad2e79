/** A placeholder in a request's body, replaced by a unique text in each request. */
export const UNIQUE = '[<unique>]';

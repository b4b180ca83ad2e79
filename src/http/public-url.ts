/** How others reach this server (`PUBLIC_URL`), without a slash at its end; undefined where that is not known. */
export const PUBLIC_URL = Symbol('PublicUrl');

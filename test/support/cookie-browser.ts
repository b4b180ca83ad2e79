/** A minimal browser for signing in: it stores cookies by origin and path, and follows redirects. */
export class CookieBrowser {
  private readonly cookies = new Map<string, { origin: string; path: string; pair: string }>();

  /** @param moved URL prefixes that are rewritten, as a name server or a proxy would do */
  constructor(private readonly moved: Readonly<Record<string, string>> = {}) {}

  /** Opens an address and follows all redirects. */
  async visit(url: string, form?: Readonly<Record<string, string>>): Promise<{ url: string; status: number; text: string }> {
    let response = await this.ask(url, form && { method: 'POST', body: new URLSearchParams(form) });
    for (let at = url; ;) {
      const to = response.headers.get('location');
      if (to === null) return { url: at, status: response.status, text: await response.text() };
      at = new URL(to, at).href;
      response = await this.ask(at);
    }
  }

  /** Sends one request with the cookies for its address. Does not follow redirects. */
  async ask(url: string, init: RequestInit = {}): Promise<Response> {
    const { origin, pathname } = new URL(url);
    const sent = [...this.cookies.values()].filter((one) => one.origin === origin && pathname.startsWith(one.path));
    const headers = { cookie: sent.map(({ pair }) => pair).join('; '), ...(init.headers as object) };
    const response = await fetch(this.reached(url), { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie, origin);
    return response;
  }

  private keep(cookie: string, origin: string): void {
    const [pair = '', ...attributes] = cookie.split(/; */);
    const path = /^path=(.+)$/i.exec(attributes.find((one) => /^path=/i.test(one)) ?? '')?.[1] ?? '/';
    const name = `${origin} ${path} ${pair.slice(0, pair.indexOf('='))}`;
    const isOver = attributes.some((one) => /^max-age=0$/i.test(one) || /^expires=Thu, 01 Jan 1970/i.test(one));
    if (isOver) this.cookies.delete(name);
    else this.cookies.set(name, { origin, path, pair });
  }

  private reached(url: string): string {
    const moved = Object.keys(this.moved).find((start) => url.startsWith(start));
    return moved === undefined ? url : this.moved[moved]! + url.slice(moved.length);
  }
}

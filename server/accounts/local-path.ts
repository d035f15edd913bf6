const HERE = 'http://here'

/** The path to go on to, where it is one of this site; a link must not lead elsewhere by way of the sign-in. */
export function localPath(path: unknown): string | null {
  if (typeof path !== 'string' || !path.startsWith('/') || !URL.canParse(path, HERE)) return null
  const url = new URL(path, HERE)
  // `//elsewhere` and `/\elsewhere` are whole addresses to a browser, and `/.//elsewhere` becomes one.
  return url.origin === HERE && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : null
}

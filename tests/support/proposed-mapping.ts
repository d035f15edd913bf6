/** The mapping that the page of an import proposes, as its form would post it. */
export function proposedIn(html: string): Record<string, string> {
  const selects = html.matchAll(/<select[^>]*name="(\w+)"[^>]*>([\s\S]*?)<\/select>/g)
  return Object.fromEntries(
    [...selects].map(([, name = '', options = '']) => [
      name,
      /value="([^"]*)" selected/.exec(options)?.[1] ?? '',
    ]),
  )
}

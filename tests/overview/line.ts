import { textOf } from '../dashboard/reading.ts'

/** The cells of a line of «what changed», by its name. */
export function lineOf(page: string, name: string): string[] {
  const start = page.indexOf(`<th scope="row">${name}`)
  const line = page.slice(start, page.indexOf('</tr>', start))
  return [...line.matchAll(/<td class="number">([\s\S]*?)<\/td>/g)].map(([, cell]) =>
    textOf(cell ?? '').trim(),
  )
}

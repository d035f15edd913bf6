import { parse } from 'csv-parse/sync'
import type request from 'supertest'

/** Who asks: an official's agent, or anybody. */
type Reader = Pick<ReturnType<typeof request>, 'get'>

/** A table of the dashboard as its CSV says it: column → text, line by line. */
export async function tableOf(
  reader: Reader,
  table: string,
  query: string,
): Promise<Record<string, string>[]> {
  const answer = await reader.get(`/dashboard/tables/${table}.csv?${query}`).expect(200)
  return parse(answer.text, { bom: true, columns: true })
}

export async function pageOf(reader: Reader, path: string): Promise<string> {
  return (await reader.get(path).expect(200)).text
}

/** What a reader sees of a page: no tags, single blanks. */
export function textOf(html: string): string {
  return html
    .replace(/<script[\s\S]*?<\/script>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
}

/** The address of one line's page: the page's own, narrowed once more. */
export function narrowed(query: string, further: Record<string, string>): string {
  const parameters = new URLSearchParams(query)
  for (const [name, value] of Object.entries(further)) parameters.set(name, value)
  return parameters.toString()
}

import { launchBrowser, WINDOWS } from '../../support/browser.ts'
import { fillEmptyDatabase } from '../databases/empty-database.ts'
import type { Goal } from '../goals.ts'
import { say } from '../say.ts'
import { startProgram } from '../servers/start-program.ts'
import { textTable } from '../text-table.ts'
import type { Workbench } from '../workbench.ts'
import { recordTransfers, type Transfer } from './transfers.ts'

const MOST_BYTES = 60_000
const MOST_REQUESTS = 8

/** (c): what a phone downloads to show the rating form, the first time and the next. */
export async function measureWire(bench: Workbench) {
  say('rating form over the wire')
  const url = await bench.createDatabase('sqlite', 'wire')
  const { touchpoints } = await fillEmptyDatabase(url)
  const server = await startProgram(bench, url)
  const browser = await launchBrowser()
  try {
    const page = await (await browser.newContext({ viewport: WINDOWS.phone, locale: 'vi-VN' })).newPage()
    const transfers = await recordTransfers(page)
    const visit = async (address: string) => {
      await page.goto(address, { waitUntil: 'networkidle' })
      return transfers.take()
    }
    const form = `${server.url}/r/${touchpoints[0]}`
    const first = await visit(form)
    const icon = await page.locator('link[rel~=icon]').first().getAttribute('href')
    // A browser without a window asks for no icon; those that people use do.
    if (icon) first.push(...(await visit(new URL(icon, form).href)))
    const repeat = await visit(form)
    return { first, repeat }
  } finally {
    await browser.close()
    await server.stop()
  }
}

export type WireReport = Awaited<ReturnType<typeof measureWire>>

export function wireText({ first, repeat }: WireReport): string {
  const visits = textTable(
    ['rating form', 'requests', 'bytes'],
    [
      ['first visit', first.length, bytesOf(first)],
      ['repeat visit', repeat.length, bytesOf(repeat)],
    ],
  )
  const files = textTable(
    ['first visit', 'bytes', 'encoding'],
    first.map(({ path, bytes, encoding }) => [path, bytes, encoding]),
  )
  return `${visits}\n\n${files}`
}

export function wireGoals({ first }: WireReport): Goal[] {
  return [
    {
      part: 'c',
      what: 'rating form, first visit: over the wire',
      atMost: MOST_BYTES / 1000,
      unit: 'KB',
      measured: bytesOf(first) / 1000,
    },
    {
      part: 'c',
      what: 'rating form, first visit: requests',
      atMost: MOST_REQUESTS,
      unit: '',
      measured: first.length,
    },
  ]
}

function bytesOf(transfers: readonly Transfer[]): number {
  return transfers.reduce((sum, { bytes }) => sum + bytes, 0)
}

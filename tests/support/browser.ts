import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

/** The kiosk's, a phone's and a desktop's window. */
export const WINDOWS = {
  phone: { width: 375, height: 812 },
  kiosk: { width: 1080, height: 1920 },
  desktop: { width: 1440, height: 900 },
} as const

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A real Chromium, unpacked to a folder of its own: the package otherwise takes whatever lies in the temporary folder. */
export async function launchBrowser(): Promise<Browser> {
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = mkdtempSync(join(tmpdir(), 'thuoc-do-chromium-'))
  try {
    return await chromium.launch({
      executablePath: await sparticuz.executablePath(),
      headless: true,
      args: ARGUMENTS,
    })
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}

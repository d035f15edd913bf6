import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'
import { projectRoot } from '../../server/project.ts'

/** The kiosk's, a phone's and a desktop's window. */
export const WINDOWS = {
  phone: { width: 375, height: 812 },
  kiosk: { width: 1080, height: 1920 },
  desktop: { width: 1440, height: 900 },
} as const

export const BROWSER_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A real Chromium, from the package. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await chromiumPath(), headless: true, args: BROWSER_ARGUMENTS })
}

/**
 * Where the package's Chromium is unpacked, once for each version. The package itself unpacks to the temporary folder
 * and takes whatever lies there, of any version.
 */
export async function chromiumPath(): Promise<string> {
  const folder = join(projectRoot, '.cache', `chromium-${packageVersion()}`)
  const executable = join(folder, 'chromium')
  if (existsSync(executable)) return executable
  mkdirSync(dirname(folder), { recursive: true })
  const unpacked = mkdtempSync(`${folder}-`)
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = unpacked
  try {
    await sparticuz.executablePath()
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  keepFirst(unpacked, folder)
  return executable
}

/** Two test files may unpack at the same time: whoever is first stays. */
function keepFirst(unpacked: string, folder: string): void {
  try {
    renameSync(unpacked, folder)
  } catch {
    rmSync(unpacked, { recursive: true, force: true })
  }
}

/** The package does not let its own package.json be imported; ours names its exact version. */
function packageVersion(): string {
  const { devDependencies } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
  return devDependencies['@sparticuz/chromium']
}

import { openAsBlob } from 'node:fs'
import { setTimeout as after } from 'node:timers/promises'
import { proposedIn } from '../../support/proposed-mapping.ts'

const ASK_EVERY_MS = 200

export interface ImportTimes {
  sendingSeconds: number
  checkingSeconds: number
  importingSeconds: number
  /** How many different counts were seen while it was importing. */
  progressSeen: number
}

/** Sends a file of dossiers, has it checked and imported, as an official does on the pages. */
export async function importByForm(url: string, cookie: string, file: string): Promise<ImportTimes> {
  const get = async (path: string) => (await fetch(url + path, { headers: { Cookie: cookie } })).text()
  const csrf = /name="csrfToken" value="([^"]+)"/.exec(await get('/dossiers'))?.[1] ?? ''
  const post = (path: string, body: FormData | URLSearchParams) =>
    fetch(url + path, {
      method: 'POST',
      headers: { Cookie: cookie, 'X-CSRF-Token': csrf },
      body,
      redirect: 'manual',
    })

  const startedAt = performance.now()
  const form = new FormData()
  form.set('csrfToken', csrf)
  form.set('file', await openAsBlob(file), 'ho-so.csv')
  const sent = await post('/dossiers/imports', form)
  const path = sent.headers.get('location')
  if (path === null) throw new Error(`the file was not taken: ${sent.status}`)
  const sentAt = performance.now()
  await post(`${path}/mapping`, new URLSearchParams(proposedIn(await get(path))))
  await follow('checked')
  const checkedAt = performance.now()
  await post(`${path}/run`, new URLSearchParams({ csrfToken: csrf }))
  const progressSeen = await follow('imported')
  return {
    sendingSeconds: (sentAt - startedAt) / 1000,
    checkingSeconds: (checkedAt - sentAt) / 1000,
    importingSeconds: (performance.now() - checkedAt) / 1000,
    progressSeen,
  }

  async function follow(end: string): Promise<number> {
    const counts = new Set<number>()
    for (;;) {
      const { state, done } = JSON.parse(await get(`${path}/progress`))
      if (state === end) return counts.size
      if (state !== 'checking' && state !== 'importing') throw new Error(`the import is ${state}, not ${end}`)
      counts.add(done)
      await after(ASK_EVERY_MS)
    }
  }
}

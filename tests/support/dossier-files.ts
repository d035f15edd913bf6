import { expect } from 'vitest'
import { proposedIn } from './proposed-mapping.ts'
import type { signedIn } from './staff.ts'

export type Official = Awaited<ReturnType<typeof signedIn>>

export const HEADER =
  'Mã hồ sơ,Đơn vị,Lĩnh vực,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả,Ngày trả kết quả,Hình thức nộp'
export const UNIT_NAME = 'Trung tâm Phục vụ hành chính công xã Đắk Mil'

/** A line of a file with that header, changed as a test needs it. */
export function line(code: string, changes: Record<string, string> = {}): string {
  const cells = {
    code,
    unit: UNIT_NAME,
    field: 'Đất đai',
    outcome: 'Đã trả kết quả',
    received: '01/10/2026',
    due: '20/10/2026',
    finished: '15/10/2026',
    channel: 'Trực tuyến',
    ...changes,
  }
  return Object.values(cells).join(',')
}

/** Sends a file as the form does. @returns the path of its import. */
export async function sendFile(
  official: Official,
  content: string | Buffer,
  name = 'ho-so.csv',
): Promise<string> {
  const answer = await official.post('/dossiers/imports').attach('file', Buffer.from(content), name)
  expect(answer.status, answer.text).toBe(303)
  return String(answer.headers['location'])
}

/** Waits until an import is no longer at work. @returns its state. */
export async function settled(official: Official, path: string): Promise<string> {
  for (;;) {
    const { body } = await official.get(`${path}/progress`)
    if (body.state !== 'checking' && body.state !== 'importing') return body.state
  }
}

/** The mapping that the form proposes. */
export async function proposedMapping(official: Official, path: string): Promise<Record<string, string>> {
  return proposedIn((await official.get(path)).text)
}

/** Sends a file, takes the columns as they are proposed, and checks it. */
export async function checkFile(
  official: Official,
  content: string | Buffer,
  name?: string,
): Promise<string> {
  const path = await sendFile(official, content, name)
  await official
    .post(`${path}/mapping`)
    .type('form')
    .send(await proposedMapping(official, path))
    .expect(303)
  expect(await settled(official, path)).toBe('checked')
  return path
}

export async function importFile(
  official: Official,
  content: string | Buffer,
  name?: string,
): Promise<string> {
  const path = await checkFile(official, content, name)
  await official.post(`${path}/run`).expect(303)
  expect(await settled(official, path)).toBe('imported')
  return path
}

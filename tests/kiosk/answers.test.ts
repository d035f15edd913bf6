import { describe, expect, it } from 'vitest'
import { clientScript } from '../support/client-script.ts'
import { type Fetch, type Item, item, type Verdict } from './client.ts'

type Transmit = (items: Item[]) => Promise<Verdict>
const { batchSender } = await clientScript<{
  batchSender(needs: { fetch: Fetch; deviceId: string; clock(): Date }): Transmit
}>('kiosk/send-batch.js')
const { responsePoster } = await clientScript<{
  responsePoster(needs: {
    fetch: Fetch
    clock(): Date
    onStored(item: Item, outcome: string): void
  }): Transmit
}>('responses/post-response.js')

const NOW = new Date('2026-11-24T03:00:00.000Z')
const json =
  (status: number, body: unknown, headers = {}) =>
  async () =>
    Response.json(body, { status, headers })
const html = (status: number) => async () =>
  new Response('<!doctype html><title>Đăng nhập Wi-Fi</title>', {
    status,
    headers: { 'Content-Type': 'text/html' },
  })
const nobody = () => Promise.reject(new TypeError('Failed to fetch'))
const error = (code: string) => ({ error: { code, message: '', fields: [], requestId: '' } })

describe('What a kiosk makes of an answer to two responses', () => {
  const verdictOn = (fetch: Fetch) =>
    batchSender({ fetch, deviceId: 'device', clock: () => NOW })([item(1), item(2)])
  const results = (...list: object[]) => json(200, { results: list, serverTime: NOW.toISOString() })
  const stored = (sequence: number, outcome = 'recorded') => ({
    sequence,
    submissionKey: `key-${sequence}`,
    outcome,
  })

  it.each(['recorded', 'duplicate', 'already_rated'])('«%s» is delivered', async (outcome) => {
    expect(await verdictOn(results(stored(1, outcome), stored(2, outcome)))).toEqual({
      kind: 'answered',
      delivered: [1, 2],
      dead: [],
    })
  })

  it.each([
    ['a conflict', { ...stored(2), outcome: 'conflict' }, 'conflict'],
    [
      'a refusal',
      { ...stored(2), outcome: 'refused', problems: [{ field: 'touchpoint', problem: 'closed' }] },
      'closed',
    ],
    [
      'a refusal of what cannot be read',
      {
        sequence: 2,
        submissionKey: null,
        outcome: 'refused',
        problems: [{ field: 'signature', problem: 'signature' }],
      },
      'signature',
    ],
  ])('%s is put aside with its reason, and holds up nothing', async (_what, second, problem) => {
    expect(await verdictOn(results(stored(1), second))).toEqual({
      kind: 'answered',
      delivered: [1],
      dead: [{ sequence: 2, problem }],
    })
  })

  it('an answer that names another key is no answer to it', async () => {
    expect(await verdictOn(results(stored(1), { ...stored(2), submissionKey: 'key-7' }))).toEqual({
      kind: 'answered',
      delivered: [1],
      dead: [],
    })
  })

  it('too large is sent in smaller pieces', async () => {
    expect(await verdictOn(html(413))).toEqual({ kind: 'too_large' })
  })

  it.each([
    ['no network', nobody, 'no_network', null],
    ['a sign-in page that says 200 (F74)', html(200), 'no_answer', null],
    ['JSON that is not the protocol’s', json(200, { ok: true }), 'no_answer', null],
    ['results for nobody', results(), 'no_answer', null],
    ['results for others', results(stored(7)), 'no_answer', null],
    ['a proxy’s 502 (F75)', html(502), 'no_answer', null],
    ['a proxy’s 403', html(403), 'no_answer', null],
    ['too many', json(429, error('too_many'), { 'Retry-After': '30' }), 'too_many', 30_000],
    ['a full intake', json(503, error('intake_full'), { 'Retry-After': '2' }), 'intake_full', 2000],
    ['a fault of the client', json(422, error('invalid')), 'invalid', null],
    ['a revoked device', json(403, error('device_revoked')), 'device_revoked', null],
  ])('after %s everything goes on waiting', async (_what, fetch, reason, retryAfterMs) => {
    expect(await verdictOn(fetch)).toEqual({ kind: 'later', reason, retryAfterMs })
  })
})

describe('What a phone makes of an answer', () => {
  const outcomes: string[] = []
  const verdictOn = (fetch: Fetch) =>
    responsePoster({ fetch, clock: () => NOW, onStored: (_item, outcome) => outcomes.push(outcome) })([
      item(1),
    ])
  const echoed = { submissionKey: 'key-1' }

  it.each([
    ['recorded', json(201, { ...echoed, outcome: 'recorded' })],
    ['duplicate', json(200, { ...echoed, outcome: 'duplicate' })],
    ['already_rated', json(201, { ...echoed, outcome: 'already_rated' })],
  ])('«%s» is delivered', async (outcome, fetch) => {
    expect(await verdictOn(fetch)).toEqual({ kind: 'answered', delivered: [1], dead: [] })
    expect(outcomes.at(-1)).toBe(outcome)
  })

  it.each([
    ['another rating with this key', 409, 'conflict'],
    ['a wrong answer', 422, 'invalid'],
    ['too large', 413, 'too_large'],
  ])('%s is final', async (_what, status, code) => {
    expect(await verdictOn(json(status, error(code)))).toEqual({
      kind: 'answered',
      delivered: [],
      dead: [{ sequence: 1, problem: code }],
    })
  })

  it.each([
    ['no network', nobody],
    ['a sign-in page', html(200)],
    ['a sign-in page that says 404', html(404)],
    ['an answer to another rating', json(201, { outcome: 'recorded', submissionKey: 'key-2' })],
    ['another 409', json(409, error('in_flight'))],
    ['a timeout', json(408, error('timeout'))],
    ['too early', json(425, error('too_early'))],
    ['too many', json(429, error('too_many'))],
    ['a busy server', json(503, error('intake_full'))],
    ['a gateway', html(504)],
  ])('after %s it goes on waiting', async (_what, fetch) => {
    expect(await verdictOn(fetch)).toMatchObject({ kind: 'later' })
  })

  it('says when it was given only where that was another day in Viet Nam: a phone’s clock may be wrong', async () => {
    const sent: unknown[] = []
    const fetch: Fetch = async (_url, options) => {
      sent.push(JSON.parse(String(options.body)))
      return Response.error()
    }
    const at = (given: string) =>
      responsePoster({ fetch, clock: () => NOW, onStored: () => undefined })([{ ...item(1), at: given }])
    await at('2026-11-23T17:00:00.000Z')
    await at('2026-11-23T16:59:59.999Z')
    expect(sent).toEqual([{}, { respondedAt: '2026-11-23T16:59:59.999Z' }])
  })
})

import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordResponses } from '../../server/responses/record-responses.ts'
import { verifyTallies } from '../../server/responses/verify-tallies.ts'
import { raiseFlags } from '../../server/review/raise-flags.ts'
import { addDays, weekdayIndex } from '../../server/statistics/civil-date.ts'
import { pageOf, textOf } from '../dashboard/reading.ts'
import { databases } from '../support/databases.ts'
import { postBody } from '../support/posting.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signedIn } from '../support/staff.ts'
import { submissionBody } from '../support/submissions.ts'
import { ordinaryResponse } from './ordinary-response.ts'

const CARD = 'demo-dak-mil'
const KIOSK = 'kiosk-dak-mil'
const CENTRE = 'ld-commune-dak-mil-centre'
const COMMUNE = 'ld-commune-dak-mil'
const ELSEWHERE = 'ld-commune-cu-jut'
/** A Tuesday, 15:20 in Việt Nam. */
const NOW = new Date('2026-11-24T08:20:00Z')
const TODAY = '2026-11-24'
const FLAG = `/review/${CARD}/${TODAY}`
const DASHBOARD = `/dashboard?unit=${COMMUNE}&period=2026-Q4`

describe.each(databases)(
  'An official who rates the own unit fifty times, on $name (F56, F57)',
  ({ dialect }) => {
    let now = NOW
    let app: RunningApp
    beforeAll(async () => {
      app = await startApp(dialect, { clock: () => now })
      await rateForWeeks(app)
    })
    afterAll(() => app.stop())

    const rate = async (times: number) => {
      for (let i = 0; i < times; i++)
        expect(await postBody(app.url, submissionBody({ touchpoint: CARD, answers: { overall: 5 } }))).toBe(
          201,
        )
    }
    const office = () => signedIn(app, { role: 'reform_office' })
    const head = () => signedIn(app, { role: 'head_of_unit', unitId: COMMUNE })
    const settle = async (entered: Record<string, string>) =>
      (await office()).post(`${FLAG}/settle`).type('form').send(entered)
    const grounds = { finding: 'confirmed', note: 'Nhật ký của quầy: chiều hôm đó chỉ tiếp 4 người.' }

    it('is not under review before: weeks of ordinary ratings raise nothing', async () => {
      expect(await raiseFlags(app.databases, now)).toBe(0)
      expect(await pageOf(await office(), '/review')).toContain('Không có ngày nào cần xem xét')
      expect(textOf(await pageOf(await head(), DASHBOARD))).not.toContain('Đang xem xét')
    })

    it('puts the day under review, by the hour and the day', async () => {
      await rate(50)
      expect(await raiseFlags(app.databases, now)).toBe(1)
      const text = textOf(await pageOf(await office(), '/review'))
      expect(text).toContain('Từ 15 đến 16 giờ có 50 lượt; thường lệ mỗi giờ khoảng')
      expect(text).toContain('Cả ngày có 50 lượt')
      expect(text).toContain('chưa đến 1 lần trong 1.000.000 lần')
    })

    it('is found once, however often one looks', async () => {
      expect(await raiseFlags(app.databases, now)).toBe(0)
    })

    it('is compared with the unit, too, once the day is over', async () => {
      now = new Date(NOW.getTime() + 17 * 60 * 60_000)
      expect(await raiseFlags(app.databases, now)).toBe(1)
      expect(textOf(await pageOf(await office(), '/review'))).toContain(
        '50 lượt của đơn vị trong ngày dồn vào điểm này',
      )
      expect(await raiseFlags(app.databases, now)).toBe(0)
      now = NOW
    })

    it('is told beside the figures, at the home page, and to the head of the unit', async () => {
      const note = 'Đang xem xét: 50 lượt đánh giá của 1 ngày có nhịp bất thường.'
      expect(textOf(await pageOf(await head(), DASHBOARD))).toContain(note)
      expect(textOf(await pageOf(await office(), '/dashboard?period=2026-Q4'))).toContain(note)
      expect(textOf(await pageOf(await office(), '/dashboard?period=2026-Q3'))).not.toContain('Đang xem xét')
      expect(textOf(await pageOf(await head(), '/home'))).toContain('đang xem xét: 1')
      expect(await pageOf(await head(), FLAG)).toContain('Người có thẩm quyền ở cấp tỉnh sẽ xem xét')
    })

    it('is nothing that another unit hears of', async () => {
      const other = await signedIn(app, { role: 'head_of_unit', unitId: ELSEWHERE })
      expect((await other.get(FLAG)).status).toBe(404)
      expect(await pageOf(other, '/review')).not.toContain(CARD)
      expect(textOf(await pageOf(other, `/dashboard?unit=${ELSEWHERE}&period=2026-Q4`))).not.toContain(
        'Đang xem xét',
      )
      expect(textOf(await pageOf(other, '/home'))).not.toContain('đang xem xét')
    })

    it('cannot be settled by the head of the unit, nor without a finding and its grounds', async () => {
      expect(
        (
          await (
            await head()
          )
            .post(`${FLAG}/settle`)
            .type('form')
            .send({ ...grounds, responses: '50' })
        ).status,
      ).toBe(403)
      const { status, text } = await settle({ finding: '', note: ' ', responses: '50' })
      expect(status).toBe(422)
      expect(text).toContain('Vui lòng chọn kết luận.')
      expect(text).toContain('Vui lòng ghi căn cứ của kết luận.')
      expect((await settle({ ...grounds, responses: '49' })).status).toBe(409)
    })

    it('is settled with its grounds, which the audit has, and stays beside the figures', async () => {
      expect((await settle({ ...grounds, responses: '50' })).status).toBe(303)
      expect((await settle({ ...grounds, responses: '50' })).status).toBe(409)
      expect(textOf(await pageOf(await head(), FLAG))).toContain(grounds.note)
      expect(textOf(await pageOf(await head(), DASHBOARD))).toContain(
        'Đã xác nhận bất thường: 50 lượt đánh giá của 1 ngày.',
      )
      const entry = await app.databases.read
        .selectFrom('audit_entry')
        .select(['subject', 'unit_id', 'after'])
        .where('action', '=', 'review.settled')
        .executeTakeFirstOrThrow()
      expect(entry).toMatchObject({ subject: `touchpoint:${CARD}`, unit_id: CENTRE })
      expect(JSON.parse(entry.after ?? '')).toEqual({ day: TODAY, responses: 50, ...grounds })
      expect(await raiseFlags(app.databases, now)).toBe(0)
    })

    it('is told to everybody, too, once it is confirmed and in the public figures', async () => {
      expect((await request(app.url).get('/results?quarter=2026-Q4')).text).not.toContain('bất thường')
      now = new Date('2027-01-05T03:00:00Z')
      expect(textOf((await request(app.url).get('/results?quarter=2026-Q4')).text)).toContain(
        '50 lượt của 1 ngày đã được xác nhận là bất thường',
      )
      expect((await request(app.url).get('/results?quarter=2026-Q3')).text).not.toContain('bất thường')
      now = NOW
    })

    it('is under review again when more come on that day', async () => {
      now = new Date(NOW.getTime() + 60 * 60_000)
      await rate(12)
      expect(await raiseFlags(app.databases, now)).toBe(1)
      expect(textOf(await pageOf(await head(), DASHBOARD))).toContain('Đang xem xét: 62 lượt đánh giá')
    })

    it('does not make it usual by doing it again the next day', async () => {
      now = new Date(NOW.getTime() + 24 * 60 * 60_000)
      await rate(50)
      // The day before once more, since it is over now.
      expect(await raiseFlags(app.databases, now)).toBe(2)
      expect(textOf(await pageOf(await office(), `/review/${CARD}/2026-11-25`))).toContain(
        'Từ 15 đến 16 giờ có 50 lượt; thường lệ mỗi giờ khoảng 0,25 lượt',
      )
    })

    it('leaves every tally as it is counted anew, the hours among them', async () => {
      expect((await verifyTallies(app.databases.read)).differences).toEqual([])
      await app.databases.write
        .updateTable('touchpoint_hour')
        .set({ responses: 3 })
        .where('touchpoint_code', '=', CARD)
        .where('day', '=', TODAY)
        .where('hour', '=', 15)
        .execute()
      expect((await verifyTallies(app.databases.read)).differences).toEqual([
        { table: 'touchpoint_hour', row: [CARD, TODAY, '15'], stored: [3], counted: [50] },
      ])
    })
  },
)

/** Working days of the ten weeks before: some ratings an hour at the kiosk, two a day at the card. */
async function rateForWeeks({ databases }: RunningApp): Promise<void> {
  await databases.write
    .insertInto('touchpoint')
    .columns(['code', 'unit_id', 'wave_id', 'kind', 'valid_from', 'is_demonstration'])
    .expression((eb) =>
      eb
        .selectFrom('touchpoint')
        .select(({ val }) => [
          val(KIOSK).as('code'),
          'unit_id',
          'wave_id',
          val('kiosk').as('kind'),
          'valid_from',
          val(0).as('is_demonstration'),
        ])
        .where('code', '=', CARD),
    )
    .execute()
  const responses = Array.from({ length: 70 }, (_, ago) => addDays(TODAY, -70 + ago))
    .filter((day) => weekdayIndex(day) < 5)
    .flatMap((day) =>
      [8, 9, 10, 11, 13, 14, 15, 16].flatMap((hour) => [
        ...[10, 30, 50].map((minute) => ordinaryResponse(KIOSK, day, hour, minute)),
        ...(hour === 9 || hour === 14 ? [ordinaryResponse(CARD, day, hour, 20)] : []),
      ]),
    )
  for (let from = 0; from < responses.length; from += 500)
    await recordResponses(databases.write, responses.slice(from, from + 500))
}

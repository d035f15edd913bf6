import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splicedGzip } from '../../server/web/spliced-gzip.ts'

describe('A text gzipped in pieces', () => {
  it('is the same text when it is unpacked, whatever stands in the middle', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 2000 }),
        fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 3 }),
        fc.string({ unit: 'grapheme', maxLength: 2000 }),
        (before, middles, after) => {
          const splice = splicedGzip(before, after)
          for (const middle of middles)
            expect(gunzipSync(splice(middle)).toString()).toBe(before + middle + after)
        },
      ),
    )
  })

  it('refuses a middle that is too long for it', () => {
    expect(() => splicedGzip('a', 'b')('x'.repeat(65_536))).toThrow(RangeError)
  })
})

import { describe, expect, it } from 'vitest'
import { MOST_LOGO_BYTES, readPicture } from '../../server/settings/picture.ts'
import { jpeg, png } from './pictures.ts'

describe('A logo', () => {
  it('is a PNG or a JPEG, by what is in it', () => {
    expect(readPicture(png())).toMatchObject({ type: 'png', width: 200, height: 100 })
    expect(readPicture(jpeg())).toMatchObject({ type: 'jpg', width: 300, height: 150 })
  })

  it('loses what its file says besides the picture', () => {
    const [withText, bare] = [readPicture(png({ text: 'where it was taken' })), readPicture(png())]
    expect(withText).toEqual(bare)
    const picture = readPicture(jpeg())
    if (typeof picture === 'string') throw new Error(picture)
    expect(picture.bytes.includes('Exif') || picture.bytes.includes('somebody')).toBe(false)
    expect(picture.bytes.includes('JFIF')).toBe(true)
    expect(readPicture(picture.bytes)).toEqual(picture)
  })

  it('loses another file that is hidden behind it (F50)', () => {
    for (const file of [png(), jpeg()]) {
      const picture = readPicture(Buffer.concat([file, Buffer.from('<script>alert(1)</script>')]))
      if (typeof picture === 'string') throw new Error(picture)
      expect(picture.bytes.includes('script')).toBe(false)
    }
  })

  it.each([
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['a page', Buffer.from('<!doctype html><p>PNG</p>')],
    ['a GIF', Buffer.from('GIF89a\x01\x00\x01\x00', 'latin1')],
    ['half a PNG', png().subarray(0, 60)],
    ['a PNG that was altered', altered(png())],
    ['the first bytes of a PNG alone', png().subarray(0, 8)],
    ['half a JPEG', jpeg().subarray(0, 40)],
    ['a JPEG whose segment is longer than the file', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff])],
    ['a JPEG with a segment of no length', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0])],
  ])('is not %s', (_name, bytes) => {
    expect(readPicture(bytes)).toBe('type')
  })

  it('has limits in bytes and in pixels', () => {
    expect(readPicture(Buffer.alloc(0))).toBe('missing')
    expect(readPicture(Buffer.concat([png(), Buffer.alloc(MOST_LOGO_BYTES)]))).toBe('too_large')
    expect(readPicture(png({ width: 63 }))).toBe('pixels')
    expect(readPicture(png({ width: 1025 }))).toBe('pixels')
    expect(readPicture(png({ height: 1024, width: 64 }))).toMatchObject({ height: 1024 })
  })
})

function altered(file: Buffer): Buffer {
  const copy = Buffer.from(file)
  copy.writeUInt32BE(50_000, 16)
  return copy
}

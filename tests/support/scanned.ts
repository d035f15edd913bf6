import jsqr from 'jsqr'
import type { Browser } from 'playwright-core'

// The package is CommonJS: its default export is one level down.
const decode = jsqr.default

/** What a phone's camera would read from a PNG. */
export async function scanned(browser: Browser, picture: Buffer): Promise<string | undefined> {
  const blank = await browser.newPage()
  const [width, pixels] = (await blank.evaluate(`(async () => {
    const image = new Image()
    image.src = 'data:image/png;base64,${picture.toString('base64')}'
    await image.decode()
    const { width, height } = image
    const ctx = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d')
    ctx.drawImage(image, 0, 0)
    let bytes = ''
    for (const byte of ctx.getImageData(0, 0, width, height).data) bytes += String.fromCharCode(byte)
    return [width, btoa(bytes)]
  })()`)) as [number, string]
  await blank.close()
  const data = new Uint8ClampedArray(Buffer.from(pixels, 'base64'))
  return decode(data, width, data.length / 4 / width)?.data
}

import qrcode from 'qrcode'

/** Q: a quarter of it may be dirty or torn. Four modules of white all round are part of the standard: without them phones do not find it. */
const QR = {
  errorCorrectionLevel: 'Q',
  margin: 4,
  color: { dark: '#000000', light: '#ffffff' },
} as const
const PIXELS_PER_MODULE = 24

/** A QR code as an SVG element. */
export function qrSvg(text: string): Promise<string> {
  return qrcode.toString(text, { ...QR, type: 'svg' })
}

/** A QR code as a PNG of about a thousand pixels a side, each module the same whole number of them. */
export function qrPng(text: string): Promise<Buffer> {
  return qrcode.toBuffer(text, { ...QR, type: 'png', scale: PIXELS_PER_MODULE })
}

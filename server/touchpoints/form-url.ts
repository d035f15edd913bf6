/** Where a touchpoint's form is opened, as printed in its QR code: of the public address, whoever asks through which host. */
export function formUrl(publicUrl: URL, code: string): URL {
  return new URL(`/r/${encodeURIComponent(code)}`, publicUrl)
}

/** What people type who cannot scan: `danhgia.example.vn/ma`. */
export function typedAddress(publicUrl: URL): string {
  return `${publicUrl.host}/ma`
}

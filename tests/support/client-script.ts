/** A module of `public/js`: JavaScript that `tsc -p public/js` checks, so its shape is told here. */
export async function clientScript<Exports>(path: string): Promise<Exports> {
  return import(new URL(`../../public/js/${path}`, import.meta.url).href)
}

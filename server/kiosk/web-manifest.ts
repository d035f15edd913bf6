import { asset } from '../web/assets.ts'
import type { Translate } from '../web/i18n.ts'

const COLOUR = '#fbfaf6'
const ICON_SIZES = [192, 512]

/** What makes the kiosk an app that can be installed: https://www.w3.org/TR/appmanifest/ */
export function webManifest(t: Translate): object {
  return {
    id: '/kiosk',
    name: t('kiosk:app.name'),
    short_name: t('common:product'),
    start_url: '/kiosk',
    scope: '/kiosk',
    display: 'fullscreen',
    background_color: COLOUR,
    theme_color: COLOUR,
    icons: ICON_SIZES.map((size) => ({
      src: asset(`img/kiosk-${size}.png`),
      sizes: `${size}x${size}`,
      type: 'image/png',
      purpose: 'any',
    })),
  }
}

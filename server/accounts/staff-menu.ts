import type { Translate } from '../web/i18n.ts'
import type { StaffMenuLink } from '../web/layout.page.ts'
import { grantsFor } from './grant-scope.ts'
import type { Permission } from './permission.ts'
import type { Staff } from './staff.ts'

/** The pages that officials find in their menu, in its order. `words` is the key of the name. */
const MENU: readonly { path: string; permission: Permission | null; words: string }[] = [
  { path: '/home', permission: null, words: 'overview:menu' },
  { path: '/dashboard', permission: 'figures.read', words: 'common:nav.dashboard' },
  { path: '/comments', permission: 'comments.read', words: 'comments:menu' },
  { path: '/review', permission: 'figures.read', words: 'review:menu' },
  { path: '/dossiers', permission: 'dossiers.read', words: 'invitations:menu' },
  { path: '/touchpoints', permission: 'touchpoints.read', words: 'touchpoints:list.title' },
  { path: '/devices', permission: 'touchpoints.read', words: 'devices:list.title' },
  { path: '/entries', permission: 'entries.read', words: 'entries:list.title' },
  { path: '/waves', permission: 'entries.read', words: 'waves:list.title' },
  { path: '/instruments', permission: 'instruments.read', words: 'instruments:list.title' },
  { path: '/units', permission: 'figures.read', words: 'units:list.title' },
  { path: '/staff', permission: 'staff.read', words: 'accounts:staff.title' },
  { path: '/audit', permission: 'audit.read', words: 'audit:title' },
  { path: '/api-keys', permission: 'settings.read', words: 'invitations:keys.title' },
  { path: '/settings', permission: 'settings.read', words: 'settings:title' },
]

/** The menu of one person on one page. */
export function staffMenu(staff: Staff, currentPath: string, t: Translate): StaffMenuLink[] {
  return MENU.filter(
    ({ permission }) => permission === null || grantsFor(staff.grants, permission).length > 0,
  ).map(({ path, words }) => ({
    href: path,
    label: t(words),
    current: currentPath === path || currentPath.startsWith(`${path}/`),
  }))
}

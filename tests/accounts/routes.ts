import type { Express } from 'express'
import { type StaffRoute, staffRoutesOf } from '../../server/accounts/staff-router.ts'

export interface PublicRoute {
  method: string
  path: string
}

interface Layer {
  route?: { path: string | string[]; methods: Record<string, boolean> }
  handle: object & { stack?: Layer[] }
}

/** Every route of the program: those that ask for a permission, and those that let everybody in. */
export function routesOf(app: Express): { staff: StaffRoute[]; open: PublicRoute[] } {
  const staff: StaffRoute[] = []
  const open: PublicRoute[] = []
  walk((app.router as unknown as { stack: Layer[] }).stack, false)
  return { staff, open }

  function walk(stack: readonly Layer[], isStaff: boolean): void {
    for (const { route, handle } of stack) {
      if (route && !isStaff) {
        for (const path of [route.path].flat()) {
          for (const method of Object.keys(route.methods)) open.push({ method, path })
        }
      }
      const own = staffRoutesOf(handle)
      staff.push(...own)
      if (handle.stack) walk(handle.stack, own.length > 0)
    }
  }
}

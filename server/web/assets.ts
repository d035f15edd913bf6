import { join } from 'node:path'
import express, { Router } from 'express'
import { projectRoot } from '../project.ts'
import { folderHash } from './folder-hash.ts'

const PUBLIC = join(projectRoot, 'public')
const CHART_JS = join(projectRoot, 'node_modules', 'chart.js', 'dist', 'chart.umd.min.js')

/**
 * The version of what browsers download. The folder's content decides it and it is part of the path, so a file can be
 * kept for ever and a new version has a new address.
 */
const assetVersion = folderHash(PUBLIC)

/** The URL of a file of `public/`. */
export function asset(path: string): string {
  return `/assets/${assetVersion}/${path}`
}

export function assetRoutes(): Router {
  const router = Router()
  const forever = { immutable: true, maxAge: '365d', index: false, redirect: false } as const
  router.get('/:version/vendor/chart.js', (_request, response) => {
    response.sendFile(CHART_JS, { immutable: true, maxAge: '365d' })
  })
  router.use(`/${assetVersion}`, express.static(PUBLIC, forever))
  // A page from before an update still asks for its version: it gets the present file, which it may not keep.
  router.use('/:version', express.static(PUBLIC, { index: false, redirect: false, cacheControl: false }))
  return router
}

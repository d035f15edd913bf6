// A new version of the kiosk waits until every rating is sent and nobody is using it.

/**
 * @param {() => void} onWaiting a new version has arrived
 */
export async function startUpdates(onWaiting) {
  const { serviceWorker } = navigator
  const registration = await serviceWorker.register('/kiosk/sw.js', {
    scope: '/kiosk',
    type: 'module',
    updateViaCache: 'none',
  })
  // The first worker takes over a page that is what it would serve; each later one has another.
  let hasWorker = serviceWorker.controller !== null
  serviceWorker.addEventListener('controllerchange', () => {
    if (hasWorker) location.reload()
    hasWorker = true
  })
  registration.addEventListener('updatefound', () => {
    const { installing } = registration
    installing?.addEventListener('statechange', () => {
      if (isWaiting()) onWaiting()
    })
  })

  return {
    isWaiting,
    /** Asks the server for a new version. Without a network there is none. */
    look: () => registration.update().catch(() => undefined),
    /** Puts the version that waits into use: the page loads again. */
    apply: () => registration.waiting?.postMessage('take over'),
  }

  function isWaiting() {
    return registration.waiting !== null && registration.active !== null
  }
}

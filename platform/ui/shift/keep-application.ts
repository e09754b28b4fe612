/**
 * Lays the application's own files in on this device, so that it opens without a server. Resolves when all of them are there. Not in
 * development, where files have no lasting names. @throws when the browser cannot, or a file could not be fetched
 */
export async function keepApplication(): Promise<void> {
  if (!import.meta.env.PROD) return
  const registration = await navigator.serviceWorker.register('/worker.js', { updateViaCache: 'none' })
  const coming = registration.installing ?? registration.waiting
  if (coming !== null) {
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        // This page is of the version that is being laid in: nothing has to wait for older pages.
        if (coming.state === 'installed') coming.postMessage('take-over')
        if (coming.state === 'activated') resolve()
        if (coming.state === 'redundant') reject(new Error('The application could not be laid in.'))
      }
      coming.addEventListener('statechange', look)
      look()
    })
  }
  await navigator.serviceWorker.ready
  // The browser may otherwise throw away what it thinks nobody misses.
  await navigator.storage?.persist?.().catch(() => false)
}

/** A page that the server itself has just answered is the newest there is: whatever version waits behind it may take over. */
export async function letNewestTakeOver(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration()
  await registration?.update().catch(() => undefined)
  registration?.waiting?.postMessage('take-over')
  registration?.installing?.addEventListener('statechange', (event) => {
    const worker = event.target as ServiceWorker
    if (worker.state === 'installed') worker.postMessage('take-over')
  })
}
